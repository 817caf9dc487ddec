package io.github.gtmapillary.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything there is in a made world: sequences of images along the streets of central Malmö, Panama City, the place where four
 * tiles meet at 0/0, both sides of the date line and Tromsø, and the map features beside them. It never changes, and the same
 * seed makes the same world.
 */
public final class SandboxWorld {

    private static final long STANDARD_SEED = 20_140_228;
    private static final int STANDARD_SEQUENCES = 450;

    private final List<SandboxSequence> sequences;
    private final List<SandboxImage> images;
    private final List<SandboxMapFeature> points;
    private final List<SandboxMapFeature> trafficSigns;
    private final List<SandboxOrganization> organizations;
    private final List<SandboxCreator> creators;
    private final Map<Long, SandboxImage> imagesById;
    private final Map<String, SandboxSequence> sequencesById;
    private final Map<Long, SandboxMapFeature> mapFeaturesById;
    private final Map<Long, SandboxOrganization> organizationsById;
    private final Map<Long, SandboxCreator> creatorsById;

    SandboxWorld(
            List<SandboxSequence> sequences,
            List<SandboxMapFeature> points,
            List<SandboxMapFeature> trafficSigns,
            List<SandboxOrganization> organizations,
            List<SandboxCreator> creators) {
        this.sequences = List.copyOf(sequences);
        this.images = sequences.stream()
                .flatMap(sequence -> sequence.images().stream())
                .toList();
        this.points = List.copyOf(points);
        this.trafficSigns = List.copyOf(trafficSigns);
        this.organizations = List.copyOf(organizations);
        this.creators = List.copyOf(creators);
        this.imagesById = byId(images.stream(), SandboxImage::id);
        this.sequencesById = byId(sequences.stream(), SandboxSequence::id);
        this.mapFeaturesById = byId(Stream.concat(points.stream(), trafficSigns.stream()), SandboxMapFeature::id);
        this.organizationsById = byId(organizations.stream(), SandboxOrganization::id);
        this.creatorsById = byId(creators.stream(), SandboxCreator::id);
    }

    /** The world that the sandbox shows unless told otherwise; made on first use. */
    public static SandboxWorld standard() {
        return Standard.WORLD;
    }

    /**
     * Another world of the same kind.
     *
     * @param seed decides everything
     * @param sequences about how many; images, points and traffic signs grow with them (about 60, 12 and 8 to a sequence)
     */
    public static SandboxWorld generate(long seed, int sequences) {
        if (sequences < 1) {
            throw new IllegalArgumentException("a world needs a sequence: " + sequences);
        }
        return new WorldGenerator(seed).generate(sequences);
    }

    /** All images, sequence by sequence and there in capture order. */
    public List<SandboxImage> images() {
        return images;
    }

    public List<SandboxSequence> sequences() {
        return sequences;
    }

    public List<SandboxMapFeature> points() {
        return points;
    }

    public List<SandboxMapFeature> trafficSigns() {
        return trafficSigns;
    }

    public List<SandboxOrganization> organizations() {
        return organizations;
    }

    public List<SandboxCreator> creators() {
        return creators;
    }

    public Optional<SandboxImage> image(long id) {
        return Optional.ofNullable(imagesById.get(id));
    }

    public Optional<SandboxSequence> sequence(String id) {
        return Optional.ofNullable(sequencesById.get(id));
    }

    /** The point or traffic sign of that id. */
    public Optional<SandboxMapFeature> mapFeature(long id) {
        return Optional.ofNullable(mapFeaturesById.get(id));
    }

    public Optional<SandboxOrganization> organization(long id) {
        return Optional.ofNullable(organizationsById.get(id));
    }

    public Optional<SandboxCreator> creator(long id) {
        return Optional.ofNullable(creatorsById.get(id));
    }

    private static <K, V> Map<K, V> byId(Stream<V> values, Function<V, K> id) {
        Map<K, V> byId = new HashMap<>();
        values.forEach(value -> {
            if (byId.put(id.apply(value), value) != null) {
                throw new IllegalArgumentException("id given twice: " + id.apply(value));
            }
        });
        return byId;
    }

    private static final class Standard {
        static final SandboxWorld WORLD = generate(STANDARD_SEED, STANDARD_SEQUENCES);
    }
}
