package io.github.gtmapillary.sandbox.world;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of an image that only the Graph API has. The reconstructed ones are null if the image has no computed position.
 *
 * @param camera the same all along its sequence
 * @param altitude metres above sea level as recorded, if it was
 * @param computedAltitude metres above sea level as reconstructed
 * @param atomicScale of the reconstruction around it, near 1
 * @param computedRotation its angle and axis, three numbers
 * @param mergeCc the connected component that its sequence is part of, a double because the service has lost the last digits
 * @param meshId of its own mesh; some reconstructed images lack one
 * @param sfmClusterId of the point cloud of its sequence
 * @param hasOriginal whether the API offers the image in full size
 */
public record SandboxImageDetails(
        SandboxCamera camera,
        @Nullable Double altitude,
        @Nullable Double computedAltitude,
        @Nullable Double atomicScale,
        @Nullable List<Double> computedRotation,
        @Nullable Double mergeCc,
        @Nullable Long meshId,
        @Nullable Long sfmClusterId,
        boolean hasOriginal) {

    private static final long SMALLEST_ID = 100_000_000_000_000L;
    private static final long ID_LIMIT = 8_000_000_000_000_000L;

    public SandboxImageDetails {
        computedRotation = computedRotation == null ? null : List.copyOf(computedRotation);
    }

    public static SandboxImageDetails of(SandboxImage image) {
        SplittableRandom random = DerivedRandom.of(image.id());
        SplittableRandom sequence = DerivedRandom.of(image.sequenceId() + "/reconstruction");
        boolean computed = image.computedPosition() != null;
        double ground = 20 + 40 * sequence.nextDouble() + random.nextDouble();
        double atomicScale = sequence.nextDouble() < 0.1 ? 1 : 0.9 + 0.2 * sequence.nextDouble();
        boolean merged = sequence.nextDouble() >= 0.1;
        double mergeCc = sequence.nextLong(1L << 58, 1L << 62);
        long cluster = sequence.nextLong(SMALLEST_ID, ID_LIMIT);
        boolean hasMesh = random.nextDouble() >= 0.2;
        return new SandboxImageDetails(
                SandboxCamera.of(image.sequenceId(), image.pano()),
                random.nextDouble() < 0.05 ? null : Math.round(ground * 1000) / 1000.0,
                computed ? ground + 2 * random.nextDouble() : null,
                computed ? atomicScale : null,
                computed ? rotation(random) : null,
                computed && merged ? mergeCc : null,
                computed && hasMesh ? random.nextLong(SMALLEST_ID, ID_LIMIT) : null,
                computed ? cluster : null,
                random.nextDouble() >= 0.1);
    }

    /** About a quarter turn around the axis across the image: cameras look along the ground. */
    private static List<Double> rotation(SplittableRandom random) {
        return List.of(1.3 + 0.3 * random.nextDouble(), Trip.within(random, 1.5), Trip.within(random, 1.5));
    }
}
