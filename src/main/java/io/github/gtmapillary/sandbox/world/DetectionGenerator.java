package io.github.gtmapillary.sandbox.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Generates one detection per map feature and image, and further detections without a map feature. */
final class DetectionGenerator {

    private static final long ID_LIMIT = 59_000_000_000_000_000L;
    private static final double SHARE_WITH_MORE = 0.4;
    private static final int MOST_MORE = 4;

    /** 2021-01-01. Detections of older images are dated after Mapillary renewed its service. */
    private static final long EARLIEST_MILLIS = 1_609_459_200_000L;

    private static final int MOST_DAYS = 300;

    /** Classes of segmentation without map features, and signs that were seen only once. */
    private static final List<String> MORE = List.of(
            "nature--sky",
            "nature--vegetation",
            "construction--flat--road",
            "construction--flat--sidewalk",
            "construction--structure--building",
            "object--vehicle--car",
            "object--street-light",
            "marking--continuous--solid",
            "general--traffic-sign--g1",
            "regulatory--stop--g1");

    private final SandboxWorld world;
    private final IdSource ids;
    private final List<SandboxDetection> detections = new ArrayList<>();

    DetectionGenerator(SandboxWorld world) {
        this.world = world;
        // derived from the world, so that equal worlds have equal detections
        long seed = world.sequences().stream()
                .mapToLong(sequence -> sequence.firstImage().id())
                .sum();
        this.ids = new IdSource(new SplittableRandom(seed));
    }

    List<SandboxDetection> generate() {
        Stream.concat(world.points().stream(), world.trafficSigns().stream()).forEach(this::addAllOf);
        world.images().forEach(this::addMore);
        return detections;
    }

    private void addAllOf(SandboxMapFeature feature) {
        SplittableRandom random = DerivedRandom.of(feature.id() + "/detections");
        for (long imageId : feature.imageIds()) {
            add(random, world.image(imageId).orElseThrow(), feature.id(), feature.value());
        }
    }

    private void addMore(SandboxImage image) {
        SplittableRandom random = DerivedRandom.of(image.id() + "/detections");
        int count = random.nextDouble() < SHARE_WITH_MORE ? random.nextInt(1, MOST_MORE + 1) : 0;
        for (int i = 0; i < count; i++) {
            add(random, image, null, MORE.get(random.nextInt(MORE.size())));
        }
    }

    private void add(SplittableRandom random, SandboxImage image, @Nullable Long mapFeatureId, String value) {
        long after = Math.max(image.capturedAt(), EARLIEST_MILLIS) / 1000 * 1000;
        long seconds = random.nextLong(Duration.ofDays(MOST_DAYS).toSeconds());
        detections.add(new SandboxDetection(
                nextId(),
                image.id(),
                mapFeatureId,
                value,
                after + 1000 * seconds,
                DetectionShapes.random(random, value)));
    }

    private long nextId() {
        long id;
        do {
            id = ids.next(ID_LIMIT);
        } while (world.isTaken(id));
        return id;
    }
}
