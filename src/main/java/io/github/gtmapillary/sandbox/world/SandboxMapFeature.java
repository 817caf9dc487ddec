package io.github.gtmapillary.sandbox.world;

import java.util.List;

/**
 * A point or a traffic sign of the generated world.
 *
 * @param id positive, may exceed 2^53
 * @param value its class, such as {@code object--bench} or {@code regulatory--stop--g1}
 * @param position where it stands
 * @param firstSeenAt milliseconds since 1970 UTC, 0 when unknown
 * @param lastSeenAt milliseconds since 1970 UTC, not before {@code firstSeenAt}; 0 when unknown
 * @param imageIds images near it that show it
 */
public record SandboxMapFeature(
        long id, String value, Position position, long firstSeenAt, long lastSeenAt, List<Long> imageIds) {

    public SandboxMapFeature {
        imageIds = List.copyOf(imageIds);
        if (id <= 0) {
            throw new IllegalArgumentException("ids are positive: " + id);
        }
        if (firstSeenAt < 0 || firstSeenAt > lastSeenAt) {
            throw new IllegalArgumentException("first seen " + firstSeenAt + ", last seen " + lastSeenAt);
        }
    }

    /** Returns its position in tiles. */
    public GridPosition gridPosition() {
        return GridPosition.of(position);
    }
}
