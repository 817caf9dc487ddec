package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.EntityFields;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.plan.DetectionLookup.Owner;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.EntityKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans that start from ids or names which the filter gives. Each is empty where the filter gives none. */
final class LookupPlanner {
    /** Ids of entities are numbers of up to 19 digits, those of sequences words of 22 characters, in all recorded answers. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final PlanSettings settings;

    LookupPlanner(PlanSettings settings) {
        this.settings = settings;
    }

    /** Features by their own ids. */
    Optional<RequestPlan> byId(Question question, Condition condition) {
        TypeSchema schema = question.schema();
        Optional<Set<String>> ids = condition.requiredTexts(Attribute.ID);
        if (ids.isEmpty()
                || tilesAloneCanTell(question)
                || !ownersNamed(schema, condition).isEmpty()) {
            return Optional.empty();
        }
        List<String> asked = sortedIds(ids.get());
        if (schema.equals(MapillaryTypes.SEQUENCES)) {
            return Optional.of(sequences(schema, asked, fieldsOfImages(question)));
        }
        return schema.entity().isPresent() ? Optional.of(entities(question, asked)) : Optional.empty();
    }

    private RequestPlan entities(Question question, List<String> ids) {
        TypeSchema schema = question.schema();
        return ids.isEmpty()
                ? new Nothing(schema, "no id can fulfil the filter")
                : new EntityLookup(schema, ids, fields(question), settings.positions(), "the filter names the ids");
    }

    /** Images by the sequences that they are in. */
    Optional<RequestPlan> bySequence(Question question, Condition condition) {
        boolean images =
                question.schema().entity().filter(EntityKind.IMAGE::equals).isPresent();
        return images && !tilesAloneCanTell(question)
                ? condition
                        .requiredTexts(MapillaryTypes.SEQUENCE)
                        .map(ids -> sequences(question.schema(), sortedIds(ids), fields(question)))
                : Optional.empty();
    }

    private RequestPlan sequences(TypeSchema schema, List<String> sequences, String fields) {
        return sequences.isEmpty()
                ? new Nothing(schema, "no sequence can fulfil the filter")
                : new SequenceLookup(
                        schema,
                        sequences,
                        fields,
                        settings.positions(),
                        settings.maxGraphRequests(),
                        "the filter names the sequences; then follows one request for each " + RequestPlan.BATCH
                                + " of their images");
    }

    /** The attributes of detections that only who asks by them learns, as far as a condition names what they have to be. */
    static Set<String> ownersNamed(TypeSchema schema, Condition condition) {
        return schema.equals(MapillaryTypes.DETECTIONS)
                ? Stream.of(MapillaryTypes.MAP_FEATURE_ID, MapillaryTypes.SEQUENCE)
                        .filter(attribute -> condition.requiredTexts(attribute).isPresent())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** Only who asks by a map feature or a sequence learns which it is, so a filter that names one decides by what to ask. */
    Optional<RequestPlan> byOwner(Question question, Condition condition) throws IOException {
        if (!question.schema().equals(MapillaryTypes.DETECTIONS)) {
            return Optional.empty();
        }
        Optional<Set<String>> mapFeatures = condition.requiredTexts(MapillaryTypes.MAP_FEATURE_ID);
        Optional<Set<String>> sequences = condition.requiredTexts(MapillaryTypes.SEQUENCE);
        if (mapFeatures.isPresent() && sequences.isPresent()) {
            throw new InvalidQueryException("detections can be asked by map feature or by sequence, not by both:"
                    + " leave map_feature_id or sequence_id out of the filter");
        }
        if (mapFeatures.isPresent()) {
            return Optional.of(detections(question, Owner.MAP_FEATURE, sortedIds(mapFeatures.get())));
        }
        return sequences.isPresent()
                ? Optional.of(detections(question, Owner.SEQUENCE, sortedIds(sequences.get())))
                : condition
                        .requiredTexts(MapillaryTypes.IMAGE_ID)
                        .map(images -> detections(question, Owner.IMAGE, sortedIds(images)));
    }

    private RequestPlan detections(Question question, Owner owner, List<String> owners) {
        return owners.isEmpty()
                ? new Nothing(question.schema(), "nothing can fulfil the filter")
                : new DetectionLookup(
                        question.schema(),
                        owner,
                        owners,
                        fields(question),
                        owner == Owner.SEQUENCE
                                ? "the filter names sequences; then follows one request for each of their images"
                                : "the filter names what they were found in");
    }

    /** Images by the name of who took them. */
    Optional<RequestPlan> byCreator(Question question, Condition condition) {
        return condition
                .requiredTexts(MapillaryTypes.CREATOR_USERNAME)
                .map(names -> creators(question, condition, sorted(names, name -> !name.isBlank())));
    }

    private RequestPlan creators(Question question, Condition condition, List<String> names) {
        return names.isEmpty()
                ? new Nothing(question.schema(), "no user can fulfil the filter")
                : new CreatorSearch(
                        question.schema(),
                        names,
                        SearchParameters.of(question.schema(), condition),
                        fields(question),
                        settings.positions(),
                        settings.maxGraphRequests(),
                        "the filter names who took the images; then follows one request for each further page");
    }

    /** Whether the filter is about what no entity says. */
    private static boolean tilesAloneCanTell(Question question) {
        return question.schema().attributes().stream()
                .filter(attribute -> question.tested().contains(attribute.name()))
                .anyMatch(attribute -> attribute.graphField() == null && attribute.tileProperty() != null);
    }

    private String fields(Question question) {
        return EntityFields.of(question.schema(), question.wanted(), settings.positions());
    }

    private String fieldsOfImages(Question question) {
        return EntityFields.of(
                MapillaryTypes.SEQUENCES_OF_IMAGES, SequenceLookup.ofImages(question.wanted()), settings.positions());
    }

    /** What is of no form that an id has is the id of nothing, and might lead a request elsewhere. */
    private static List<String> sortedIds(Set<String> ids) {
        return sorted(ids, ID.asMatchPredicate());
    }

    /** In one order whatever the filter's, so that pages add up. */
    private static List<String> sorted(Set<String> texts, Predicate<String> mayExist) {
        return texts.stream().filter(mayExist).sorted().toList();
    }
}
