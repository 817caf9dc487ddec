package io.github.gtmapillary.sandbox.world;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An object or area recognised in an image of the generated world.
 *
 * @param id positive, may exceed 2^53
 * @param imageId the image
 * @param mapFeatureId the map feature derived from it, if any
 * @param value its class, such as {@code object--bench} or {@code nature--sky}
 * @param createdAt milliseconds since 1970 UTC, whole seconds
 * @param polygons at least one
 */
public record SandboxDetection(
        long id, long imageId, @Nullable Long mapFeatureId, String value, long createdAt, List<PixelPolygon> polygons) {

    public SandboxDetection {
        polygons = List.copyOf(polygons);
        if (id <= 0 || polygons.isEmpty() || createdAt % 1000 != 0) {
            throw new IllegalArgumentException("not a detection: " + id + ", " + createdAt + ", " + polygons);
        }
    }

    /** Tells whether segments outline it, as everything except traffic signs. A box outlines a traffic sign. */
    public boolean isSegmented() {
        return DetectionShapes.isSegmented(value);
    }
}
