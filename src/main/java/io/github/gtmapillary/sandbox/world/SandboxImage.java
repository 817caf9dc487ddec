package io.github.gtmapillary.sandbox.world;

import org.jspecify.annotations.Nullable;

/**
 * An image of the generated world.
 *
 * @param id positive, may exceed 2^53
 * @param sequenceId the sequence it belongs to
 * @param capturedAt milliseconds since 1970 UTC, 0 when unknown
 * @param position as recorded
 * @param computedPosition as reconstructed, if it was
 * @param compassAngle degrees clockwise from north, 0 inclusive to 360 exclusive
 * @param computedCompassAngle the same as reconstructed, if it was
 * @param pano whether it is a panorama, the same all along its sequence
 * @param organizationId the organization it was taken for, if any
 * @param creatorId the user who took it
 * @param qualityScore 0 to 1
 * @param foot whether it was taken on foot
 */
public record SandboxImage(
        long id,
        String sequenceId,
        long capturedAt,
        Position position,
        @Nullable Position computedPosition,
        @Nullable Double compassAngle,
        @Nullable Double computedCompassAngle,
        boolean pano,
        @Nullable Long organizationId,
        long creatorId,
        @Nullable Double qualityScore,
        @Nullable Boolean foot) {

    public SandboxImage {
        if (id <= 0 || creatorId <= 0) {
            throw new IllegalArgumentException("ids are positive: " + id + ", " + creatorId);
        }
        if (capturedAt < 0) {
            throw new IllegalArgumentException("captured before 1970: " + capturedAt);
        }
        requireAngle(compassAngle);
        requireAngle(computedCompassAngle);
        if (qualityScore != null && !(qualityScore >= 0 && qualityScore <= 1)) {
            throw new IllegalArgumentException("quality score outside 0..1: " + qualityScore);
        }
    }

    /** Returns its position in tiles of these positions, or null if it has no computed position. */
    public @Nullable GridPosition gridPosition(Positions positions) {
        Position place = positions == Positions.ORIGINAL ? position : computedPosition;
        return place == null ? null : GridPosition.of(place);
    }

    private static void requireAngle(@Nullable Double angle) {
        if (angle != null && !(angle >= 0 && angle < 360)) {
            throw new IllegalArgumentException("angle outside [0, 360): " + angle);
        }
    }
}
