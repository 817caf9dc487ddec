package io.github.gtmapillary.oracle;

import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxCreator;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.Query;

/** Questions about a made world, drawn by chance, for every way that a plan can go. */
public final class Questions {
    private static final double[] MALMO = {12.987, 55.600};
    private static final List<String> TILE_TYPES = List.of("images", "points", "traffic_signs", "sequences");

    /** A question drawn by chance. */
    @FunctionalInterface
    public interface Kind {
        Question draw(Random random);
    }

    private final SandboxWorld world;
    private final Map<String, List<TrueFeature>> features = new HashMap<>();
    private final List<SandboxMapFeature> mapFeatures;
    private final List<SandboxSequence> shortSequences;

    public Questions(SandboxWorld world) {
        this.world = world;
        TILE_TYPES.forEach(type -> features.put(type, TrueFeature.all(type, world, Positions.ORIGINAL)));
        this.mapFeatures = Stream.concat(world.points().stream(), world.trafficSigns().stream())
                .toList();
        this.shortSequences = world.sequences().stream()
                .filter(sequence ->
                        sequence.images().size() > 1 && sequence.images().size() <= 25)
                .toList();
    }

    /** Those that a store answers however its parameter {@code search} is set. */
    public List<Kind> all() {
        return List.of(
                random -> tiles("images", random),
                random -> tiles("points", random),
                random -> tiles("traffic_signs", random),
                random -> tiles("sequences", random),
                random -> tiles("images", random).limited(1 + random.nextInt(20)),
                this::emptyPlace,
                this::imagesByIds,
                this::imageEntitiesByIds,
                this::mapFeaturesByIds,
                this::organizations,
                this::imagesOfSequences,
                this::sequencesByIds,
                this::detectionsOfImages,
                this::detectionsOfMapFeature,
                this::detectionsOfSequence,
                this::detectionsInABox,
                this::imageEntitiesInABox,
                this::mapFeatureEntitiesInABox,
                this::imagesOfUser,
                this::idsOrPlace,
                this::everythingOrSequenceOrPlace,
                this::unbounded);
    }

    /** Those whose answers are found fast, and whose requests hardly ever come twice. */
    public List<Kind> neverAskedBefore() {
        return List.of(this::emptyPlace, this::imagesByIds, this::imageEntitiesByIds, this::mapFeaturesByIds);
    }

    private Question tiles(String typeName, Random random) {
        CqlFilter filter = new CqlFilters(typeName, random).bounded();
        return Question.of("tiles", typeName, filter.cql(), fids(typeName, filter.accepts()));
    }

    /** Where the world has nothing, so that tiles are asked for that nobody has asked for before. */
    private Question emptyPlace(Random random) {
        double west = 20 + random.nextDouble() * 100;
        double south = -60 + random.nextDouble() * 40;
        Box box = new Box(west, south, west + 0.03, south + 0.02);
        return Question.of("empty tiles", TILE_TYPES.get(random.nextInt(4)), box.cql(), Set.of());
    }

    private Question imagesByIds(Random random) {
        return byIds("images", sample(world.images(), 1 + random.nextInt(120), random), SandboxImage::id);
    }

    private Question imageEntitiesByIds(Random random) {
        return byIds("image_entities", sample(world.images(), 1 + random.nextInt(120), random), SandboxImage::id);
    }

    private Question mapFeaturesByIds(Random random) {
        return byIds(
                "map_feature_entities", sample(mapFeatures, 1 + random.nextInt(120), random), SandboxMapFeature::id);
    }

    /** One of the ids is that of nothing. */
    private static <T> Question byIds(String typeName, Collection<T> things, ToLongFunction<T> id) {
        Set<String> ids = things.stream()
                .map(thing -> String.valueOf(id.applyAsLong(thing)))
                .collect(Collectors.toSet());
        Set<String> asked = new TreeSet<>(ids);
        asked.add("123");
        return Question.of("ids", typeName, CqlText.in("id", asked), named(typeName, ids));
    }

    private Question organizations(Random random) {
        Set<String> ids = sample(world.organizations(), 3, random).stream()
                .map(organization -> String.valueOf(organization.id()))
                .collect(Collectors.toSet());
        return Question.of("ids", "organizations", CqlText.in("id", ids), named("organizations", ids));
    }

    private Question imagesOfSequences(Random random) {
        List<SandboxSequence> some = sample(shortSequences, 1 + random.nextInt(3), random);
        String typeName = random.nextBoolean() ? "image_entities" : "images";
        return Question.of(
                "images of sequences",
                typeName,
                CqlText.in("sequence_id", ids(some)),
                named(
                        typeName,
                        some.stream()
                                .flatMap(sequence -> sequence.images().stream())
                                .map(image -> String.valueOf(image.id()))
                                .collect(Collectors.toSet())));
    }

    private Question sequencesByIds(Random random) {
        Set<String> ids = ids(sample(shortSequences, 1 + random.nextInt(4), random));
        return Question.of("sequences by ids", "sequences", CqlText.in("id", ids), named("sequences", ids));
    }

    private Question detectionsOfImages(Random random) {
        Set<String> images = sample(world.images(), 1 + random.nextInt(5), random).stream()
                .map(image -> String.valueOf(image.id()))
                .collect(Collectors.toSet());
        return detections(
                CqlText.in("image_id", images),
                images.stream().flatMap(image -> world.detectionsOfImage(Long.parseLong(image)).stream()));
    }

    private Question detectionsOfMapFeature(Random random) {
        SandboxMapFeature feature = mapFeatures.get(random.nextInt(mapFeatures.size()));
        return detections(
                "map_feature_id = '" + feature.id() + "'", world.detectionsOfMapFeature(feature.id()).stream());
    }

    private Question detectionsOfSequence(Random random) {
        SandboxSequence sequence = shortSequences.get(random.nextInt(shortSequences.size()));
        return detections(
                "sequence_id = '" + sequence.id() + "'",
                sequence.images().stream().flatMap(image -> world.detectionsOfImage(image.id()).stream()));
    }

    private Question detectionsInABox(Random random) {
        Box box = Box.inMalmo(random, 0.002, 0.002);
        return detections(
                box.cql(),
                world.images().stream()
                        .filter(image -> box.holds(image.position()))
                        .flatMap(image -> world.detectionsOfImage(image.id()).stream()));
    }

    private static Question detections(String cql, Stream<SandboxDetection> found) {
        return Question.of(
                "detections",
                "detections",
                cql,
                named(
                        "detections",
                        found.map(detection -> String.valueOf(detection.id())).collect(Collectors.toSet())));
    }

    private Question imageEntitiesInABox(Random random) {
        Box box = Box.inMalmo(random, 0.006, 0.006);
        return Question.of(
                "entities in a box",
                "image_entities",
                box.cql(),
                named(
                        "image_entities",
                        world.images().stream()
                                .filter(image -> box.holds(image.position()))
                                .map(image -> String.valueOf(image.id()))
                                .collect(Collectors.toSet())));
    }

    private Question mapFeatureEntitiesInABox(Random random) {
        Box box = Box.inMalmo(random, 0.01, 0.01);
        return Question.of(
                "entities in a box",
                "map_feature_entities",
                box.cql(),
                named(
                        "map_feature_entities",
                        mapFeatures.stream()
                                .filter(feature -> world.details(feature).hasGeometry())
                                .filter(feature -> box.holds(feature.position()))
                                .map(feature -> String.valueOf(feature.id()))
                                .collect(Collectors.toSet())));
    }

    private Question imagesOfUser(Random random) {
        SandboxCreator creator =
                world.creators().get(random.nextInt(world.creators().size()));
        Question all = Question.of(
                "images of a user",
                "image_entities",
                "creator_username = '" + creator.username() + "'",
                named(
                        "image_entities",
                        world.images().stream()
                                .filter(image -> image.creatorId() == creator.id())
                                .map(image -> String.valueOf(image.id()))
                                .collect(Collectors.toSet())));
        return all.limited(100);
    }

    private Question idsOrPlace(Random random) {
        String typeName = TILE_TYPES.get(random.nextInt(3));
        List<TrueFeature> all = features.get(typeName);
        Set<String> ids = sample(all, 1 + random.nextInt(70), random).stream()
                .map(feature -> String.valueOf(feature.get("id")))
                .collect(Collectors.toSet());
        CqlFilter place = PlaceTerms.near(MALMO).draw(random);
        return Question.of(
                "ids or tiles",
                typeName,
                "(" + CqlText.in("id", ids) + ") OR (" + place.cql() + ")",
                fids(
                        typeName,
                        feature -> ids.contains(String.valueOf(feature.get("id")))
                                || place.accepts().test(feature)));
    }

    private Question everythingOrSequenceOrPlace(Random random) {
        Box box = Box.inMalmo(random, 0.003, 0.003);
        Set<String> ids = sample(world.images(), 5, random).stream()
                .map(image -> String.valueOf(image.id()))
                .collect(Collectors.toSet());
        Set<String> sequences = ids(sample(shortSequences, 2, random));
        return Question.of(
                "ids, sequences or a box",
                "image_entities",
                CqlText.in("id", ids) + " OR " + CqlText.in("sequence_id", sequences) + " OR " + box.cql(),
                named(
                        "image_entities",
                        world.images().stream()
                                .filter(image -> ids.contains(String.valueOf(image.id()))
                                        || sequences.contains(image.sequenceId())
                                        || box.holds(image.position()))
                                .map(image -> String.valueOf(image.id()))
                                .collect(Collectors.toSet())));
    }

    private Question unbounded(Random random) {
        String typeName = TILE_TYPES.get(random.nextInt(4));
        return new Question("the whole world", new Query(typeName), fids(typeName, feature -> true))
                .limited(1 + random.nextInt(20));
    }

    private Set<String> fids(String typeName, Predicate<TrueFeature> accepts) {
        return features.get(typeName).stream()
                .filter(accepts)
                .map(TrueFeature::fid)
                .collect(Collectors.toSet());
    }

    private static Set<String> named(String typeName, Collection<String> ids) {
        return ids.stream().map(id -> typeName + "." + id).collect(Collectors.toSet());
    }

    private static Set<String> ids(Collection<SandboxSequence> sequences) {
        return sequences.stream().map(SandboxSequence::id).collect(Collectors.toSet());
    }

    private static <T> List<T> sample(List<T> all, int size, Random random) {
        return random.ints(size, 0, all.size()).distinct().mapToObj(all::get).toList();
    }
}
