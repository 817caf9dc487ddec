package io.github.gtmapillary.sandbox.world;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The properties that all images of a generated sequence share.
 *
 * @param onFoot whether it is a walk rather than a drive
 * @param foot the value of {@code on_foot} that the service reports, or null
 * @param east metres by which all its positions lie off the middle of the street
 * @param north metres by which all its positions lie north of the middle of the street
 * @param computedEast metres by which computed positions lie off the original ones, before distortion
 * @param computedNorth the same northwards
 * @param lookDirection degrees between direction of travel and camera
 * @param computed whether it was reconstructed at all
 */
record Trip(
        String sequenceId,
        boolean onFoot,
        @Nullable Boolean foot,
        boolean pano,
        @Nullable Long organizationId,
        long creatorId,
        double east,
        double north,
        double computedEast,
        double computedNorth,
        double lookDirection,
        boolean computed) {

    private static final double[] LOOK_DIRECTIONS = {0, 0, 0, 0, 90, -90, 180};

    static Trip random(SplittableRandom random, IdSource ids, People people) {
        boolean onFoot = random.nextDouble() < 0.3;
        return new Trip(
                ids.nextSequenceId(),
                onFoot,
                random.nextDouble() < 0.2 ? null : onFoot,
                random.nextDouble() < 0.25,
                random.nextDouble() < 0.3 ? people.organization(random).id() : null,
                people.creator(random).id(),
                within(random, 3),
                within(random, 3),
                within(random, 4),
                within(random, 4),
                LOOK_DIRECTIONS[random.nextInt(LOOK_DIRECTIONS.length)],
                random.nextDouble() >= 0.015);
    }

    /** Metres between images: the median of real sequences is 5 to 9. */
    double spacing(SplittableRandom random) {
        return onFoot ? 4.5 + random.nextDouble() * 1.5 : 5.5 + random.nextDouble() * 3;
    }

    /** Milliseconds to the next image. */
    long interval(SplittableRandom random) {
        return onFoot ? random.nextLong(3000, 5000) : random.nextLong(500, 1500);
    }

    static double within(SplittableRandom random, double metres) {
        return (2 * random.nextDouble() - 1) * metres;
    }
}
