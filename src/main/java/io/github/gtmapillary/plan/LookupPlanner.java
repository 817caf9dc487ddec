package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.EntityFields;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.ApiLimits;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.EntitySource;
import io.github.gtmapillary.schema.Owner;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Plans that start from ids or names in the filter. Each is empty if the filter gives none. */
final class LookupPlanner {
    /** In all recorded answers, ids of entities are numbers of up to 19 digits, and those of sequences words of 22 characters. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private final PlanSettings settings;

    LookupPlanner(PlanSettings settings) {
        this.settings = settings;
    }

    /** Features by their own ids. */
    Optional<RequestPlan> byId(PlanningQuery query, Condition condition) {
        TypeSchema schema = query.schema();
        return ids(query, condition)
                .map(LookupPlanner::sortedIds)
                .map(asked -> schema.images()
                        .map(images -> sequences(schema, asked, fieldsOfImages(query, images)))
                        .orElseGet(() -> entities(query, asked)));
    }

    /** The ids that {@link #byId} asks for; empty if a plan cannot start from ids. */
    static Optional<Set<String>> ids(PlanningQuery query, Condition condition) {
        TypeSchema schema = query.schema();
        boolean answersById = schema.images().isPresent() || schema.entity().isPresent();
        return answersById
                        && !tilesAloneCanTell(query)
                        && ownersNamed(schema, condition).isEmpty()
                ? condition.requiredTexts(Attribute.ID)
                : Optional.empty();
    }

    private RequestPlan entities(PlanningQuery query, List<String> ids) {
        TypeSchema schema = query.schema();
        return ids.isEmpty()
                ? new Nothing(schema, "no id can fulfil the filter")
                : new EntityLookup(schema, ids, fields(query), settings.positions(), "the filter names the ids");
    }

    /** Images by their sequences. */
    Optional<RequestPlan> bySequence(PlanningQuery query, Condition condition) {
        return sequencesOfImages(query, condition).map(ids -> sequences(query.schema(), sortedIds(ids), fields(query)));
    }

    /** The sequences that {@link #bySequence} asks for; empty if a plan cannot start from sequences. */
    static Optional<Set<String>> sequencesOfImages(PlanningQuery query, Condition condition) {
        return tilesAloneCanTell(query)
                ? Optional.empty()
                : query.schema().entity().flatMap(EntitySource::sequence).flatMap(condition::requiredTexts);
    }

    private RequestPlan sequences(TypeSchema schema, List<String> sequences, String fields) {
        return sequences.isEmpty()
                ? new Nothing(schema, "no sequence can fulfil the filter")
                : new SequenceLookup(
                        schema,
                        sequences,
                        fields,
                        settings.positions(),
                        "the filter names the sequences; then comes one request for each " + ApiLimits.BATCH
                                + " of their images");
    }

    /**
     * Attributes that name owners and are known only of features requested by them, as far as a condition gives their values.
     */
    static Set<String> ownersNamed(TypeSchema schema, Condition condition) {
        return owners(schema)
                .map(Owner::attribute)
                .filter(name ->
                        schema.attribute(name).filter(Attribute::ofRequestOnly).isPresent())
                .filter(name -> condition.requiredTexts(name).isPresent())
                .collect(Collectors.toSet());
    }

    private static Stream<Owner> owners(TypeSchema schema) {
        return schema.entity().stream().flatMap(entity -> entity.owners().stream());
    }

    /** Answers do not hold the map feature or the sequence of a detection, so a filter that names one decides the request. */
    Optional<RequestPlan> byOwner(PlanningQuery query, Condition condition) throws IOException {
        List<Owner> named = owners(query, condition);
        Set<String> unsaid = ownersNamed(query.schema(), condition);
        List<Owner> decisive = named.stream()
                .filter(owner -> unsaid.contains(owner.attribute()))
                .toList();
        if (decisive.size() > 1) {
            throw new InvalidQueryException(query.schema().name() + " can be asked by "
                    + joined(decisive, Owner::text, " or by ") + ", not by both: leave "
                    + joined(decisive, Owner::attribute, " or ") + " out of the filter");
        }
        return Stream.concat(decisive.stream(), named.stream())
                .findFirst()
                .map(owner -> detections(
                        query,
                        owner,
                        sortedIds(condition.requiredTexts(owner.attribute()).orElseThrow())));
    }

    /** The owners that {@link #byOwner} chooses from; empty if a plan cannot start from owners. */
    static List<Owner> owners(PlanningQuery query, Condition condition) {
        return owners(query.schema())
                .filter(owner -> condition.requiredTexts(owner.attribute()).isPresent())
                .toList();
    }

    private static String joined(List<Owner> owners, Function<Owner, String> word, String separator) {
        return owners.stream().map(word).collect(Collectors.joining(separator));
    }

    private RequestPlan detections(PlanningQuery query, Owner owner, List<String> owners) {
        return owners.isEmpty()
                ? new Nothing(query.schema(), "nothing can fulfil the filter")
                : new DetectionLookup(
                        query.schema(),
                        owner,
                        owners,
                        fields(query),
                        owner.hasImages()
                                ? "the filter names sequences; then comes one request for each of their images"
                                : "the filter names images or map features");
    }

    /** Images by the names of their users. */
    Optional<RequestPlan> byUser(PlanningQuery query, Condition condition) {
        return users(query, condition).map(names -> creators(query, condition, sorted(names, name -> !name.isBlank())));
    }

    /** The names that {@link #byUser} asks for; empty if a plan cannot start from users. */
    static Optional<Set<String>> users(PlanningQuery query, Condition condition) {
        return query.schema().entity().flatMap(EntitySource::user).flatMap(condition::requiredTexts);
    }

    private RequestPlan creators(PlanningQuery query, Condition condition, List<String> names) {
        return names.isEmpty()
                ? new Nothing(query.schema(), "no user can fulfil the filter")
                : new CreatorSearch(
                        query.schema(),
                        names,
                        SearchParameters.of(query.schema(), condition),
                        fields(query),
                        settings.positions(),
                        "the filter names users; then comes one request for each further page");
    }

    /** Whether the filter names an attribute that no entity holds. */
    private static boolean tilesAloneCanTell(PlanningQuery query) {
        return query.schema().attributes().stream()
                .filter(attribute -> query.tested().contains(attribute.name()))
                .anyMatch(attribute -> attribute.graphField() == null && attribute.tileProperty() != null);
    }

    private String fields(PlanningQuery query) {
        return EntityFields.of(query.schema(), query.wanted(), settings.positions());
    }

    private String fieldsOfImages(PlanningQuery query, TypeSchema images) {
        return EntityFields.of(images, SequenceLookup.ofImages(query.wanted()), settings.positions());
    }

    /** A text without the form of an id identifies nothing, and could change the request's path. */
    private static List<String> sortedIds(Set<String> ids) {
        return sorted(ids, ID.asMatchPredicate());
    }

    /** One order, independent of the filter's, so that pages add up. */
    private static List<String> sorted(Set<String> texts, Predicate<String> mayExist) {
        return texts.stream().filter(mayExist).sorted().toList();
    }
}
