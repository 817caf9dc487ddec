package io.github.gtmapillary.sandbox.world;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of a map feature that only the Graph API has.
 *
 * @param objectType {@code trafficsign} or {@code mvd_fast}, which differs from Mapillary's documentation
 * @param alignedDirection degrees clockwise from north that the object faces, if known
 * @param hasGeometry whether the Graph API has its geometry; for a few map features only the tiles have it
 */
public record SandboxMapFeatureDetails(
        String objectType, @Nullable Double alignedDirection, boolean hasGeometry) {

    static SandboxMapFeatureDetails of(SandboxMapFeature feature, boolean trafficSign) {
        SplittableRandom random = DerivedRandom.of(feature.id());
        return new SandboxMapFeatureDetails(
                trafficSign ? "trafficsign" : "mvd_fast",
                random.nextDouble() < 0.3 ? null : 360 * random.nextDouble(),
                random.nextDouble() >= 0.01);
    }
}
