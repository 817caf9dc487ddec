package io.github.gtmapillary.sandbox.world;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A generated world: sequences of images along the streets of central Malmö, Panama City, the place where four
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
    private final Map<String, SandboxCreator> creatorsByUsername;
    private final Set<Long> trafficSignIds;

    private @Nullable DetectionIndex detections;

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
        this.creatorsByUsername = byId(creators.stream(), SandboxCreator::username);
        this.trafficSignIds = trafficSigns.stream().map(SandboxMapFeature::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Returns the areas of the standard world.
     *
     * @return boxes by name of the place, each as {@code west,south,east,north} in degrees
     */
    public static Map<String, String> places() {
        Map<String, String> places = new LinkedHashMap<>();
        Area.ALL.forEach(area -> places.put(area.name(), area.box()));
        return places;
    }

    /** Returns the default world of the sandbox. It is generated on first use. */
    public static SandboxWorld standard() {
        return Standard.WORLD;
    }

    /**
     * Generates another world of the same kind.
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

    /** Returns all images, sequence by sequence, each in capture order. */
    public List<SandboxImage> images() {
        return images;
    }

    /** Returns all sequences. */
    public List<SandboxSequence> sequences() {
        return sequences;
    }

    /** Returns all map features that are points. */
    public List<SandboxMapFeature> points() {
        return points;
    }

    /** Returns all traffic signs. */
    public List<SandboxMapFeature> trafficSigns() {
        return trafficSigns;
    }

    /** Returns all organizations. */
    public List<SandboxOrganization> organizations() {
        return organizations;
    }

    /** Returns all creators. */
    public List<SandboxCreator> creators() {
        return creators;
    }

    /** Returns the image with that id, or empty. */
    public Optional<SandboxImage> image(long id) {
        return Optional.ofNullable(imagesById.get(id));
    }

    /** Returns the sequence with that id, or empty. */
    public Optional<SandboxSequence> sequence(String id) {
        return Optional.ofNullable(sequencesById.get(id));
    }

    /** Returns the point or traffic sign with that id, or empty. */
    public Optional<SandboxMapFeature> mapFeature(long id) {
        return Optional.ofNullable(mapFeaturesById.get(id));
    }

    /** Returns the organization with that id, or empty. */
    public Optional<SandboxOrganization> organization(long id) {
        return Optional.ofNullable(organizationsById.get(id));
    }

    /** Returns the creator with that id, or empty. */
    public Optional<SandboxCreator> creator(long id) {
        return Optional.ofNullable(creatorsById.get(id));
    }

    /** Returns the creator with exactly that name, or empty. */
    public Optional<SandboxCreator> creator(String username) {
        return Optional.ofNullable(creatorsByUsername.get(username));
    }

    /** Returns all detections, those of map features first. They are generated on first use. */
    public List<SandboxDetection> detections() {
        return detectionIndex().all();
    }

    /** Returns the detection with that id, or empty. */
    public Optional<SandboxDetection> detection(long id) {
        return detectionIndex().detection(id);
    }

    /** Returns the detections in an image, or an empty list for an unknown image. */
    public List<SandboxDetection> detectionsOfImage(long imageId) {
        return detectionIndex().ofImage(imageId);
    }

    /** Returns the detections of a map feature, one in each of its images. */
    public List<SandboxDetection> detectionsOfMapFeature(long mapFeatureId) {
        return detectionIndex().ofMapFeature(mapFeatureId);
    }

    /** Returns the attributes of an image that only the Graph API has. */
    public SandboxImageDetails details(SandboxImage image) {
        return SandboxImageDetails.of(image);
    }

    /** Returns the attributes of a map feature that only the Graph API has. */
    public SandboxMapFeatureDetails details(SandboxMapFeature feature) {
        return SandboxMapFeatureDetails.of(feature, trafficSignIds.contains(feature.id()));
    }

    /** Whether anything but a detection has that id. */
    boolean isTaken(long id) {
        return imagesById.containsKey(id)
                || mapFeaturesById.containsKey(id)
                || organizationsById.containsKey(id)
                || creatorsById.containsKey(id);
    }

    private synchronized DetectionIndex detectionIndex() {
        if (detections == null) {
            detections = DetectionIndex.of(new DetectionGenerator(this).generate());
        }
        return detections;
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
