package io.github.gtmapillary.sandbox;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What the Graph API says about a map feature beyond what tiles do.
 *
 * @param objectType {@code trafficsign} or {@code mvd_fast}, which is not what the documentation says
 * @param alignedDirection degrees clockwise from north that the object faces, if known
 * @param hasGeometry whether the Graph API tells where it is; for a few that only the tiles know it does not
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
