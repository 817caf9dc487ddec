package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Generates points and traffic signs beside the streets. A few nearby images show each of them. */
final class MapFeatureGenerator {

    private static final long ID_LIMIT = 59_000_000_000_000_000L;
    private static final int MOST_IMAGES = 12;

    private final SplittableRandom random;
    private final IdSource ids;
    private final List<SandboxImage> images;
    private final Neighbourhood neighbourhood;

    MapFeatureGenerator(SplittableRandom random, IdSource ids, List<SandboxImage> images) {
        this.random = random;
        this.ids = ids;
        this.images = images;
        this.neighbourhood = new Neighbourhood(images);
    }

    List<SandboxMapFeature> generate(int count, Function<SplittableRandom, String> value) {
        List<SandboxMapFeature> features = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            features.add(generate(value.apply(random)));
        }
        return features;
    }

    private SandboxMapFeature generate(String value) {
        SandboxImage seenFrom = images.get(random.nextInt(images.size()));
        Position position = seenFrom.position().moved(Trip.within(random, 12), Trip.within(random, 12));
        List<SandboxImage> seenOn = seenOn(seenFrom, position);
        long[] times = seenOn.stream()
                .mapToLong(SandboxImage::capturedAt)
                .filter(time -> time > 0)
                .toArray();
        boolean unknown = times.length == 0 || random.nextDouble() < 0.005;
        return new SandboxMapFeature(
                ids.next(ID_LIMIT),
                value,
                position,
                unknown ? 0 : LongStream.of(times).min().orElseThrow(),
                LongStream.of(times).max().orElse(0),
                seenOn.stream().map(SandboxImage::id).toList());
    }

    /** Most features were seen on one drive only, so their first and last day are the same. */
    private List<SandboxImage> seenOn(SandboxImage seenFrom, Position position) {
        List<SandboxImage> near = neighbourhood.nearest(position, MOST_IMAGES);
        boolean everyDrive = random.nextDouble() < 0.16;
        List<SandboxImage> seenOn = near.stream()
                .filter(image -> everyDrive || image.sequenceId().equals(seenFrom.sequenceId()))
                .limit(random.nextInt(2, 7))
                .toList();
        return seenOn.isEmpty() ? List.of(seenFrom) : seenOn;
    }
}
