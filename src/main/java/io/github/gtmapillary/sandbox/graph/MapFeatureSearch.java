package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.util.List;
import java.util.stream.Stream;

/** Searches points and traffic signs by box, including those whose geometry a lookup by id lacks. */
final class MapFeatureSearch {

    private final SandboxWorld world;
    private final SearchLimits limits;

    MapFeatureSearch(SandboxWorld world, SearchLimits limits) {
        this.world = world;
        this.limits = limits;
    }

    List<SandboxMapFeature> search(QueryParameters query) {
        BoundingBox box = limits.requiredBox(query);
        ValuePattern values = ValuePattern.of(query, "object_values");
        TimeWindow firstSeen = TimeWindow.of(query, "first_seen_at");
        TimeWindow lastSeen = TimeWindow.of(query, "last_seen_at");
        List<SandboxMapFeature> matches = Stream.concat(world.points().stream(), world.trafficSigns().stream())
                .filter(feature -> box.contains(feature.position())
                        && values.matches(feature.value())
                        && firstSeen.contains(feature.firstSeenAt())
                        && lastSeen.contains(feature.lastSeenAt()))
                .toList();
        return limits.answer(box, matches, SandboxMapFeature::position, limits.limit(query));
    }
}
