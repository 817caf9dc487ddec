package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.world.Position;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.util.List;

/** Searches detections by the place and time of their images. */
final class DetectionSearch {

    private final SandboxWorld world;
    private final SearchLimits limits;

    DetectionSearch(SandboxWorld world, SearchLimits limits) {
        this.world = world;
        this.limits = limits;
    }

    List<SandboxDetection> search(QueryParameters query) {
        BoundingBox box = limits.requiredBox(query);
        ValuePattern values = ValuePattern.of(query, "values");
        TimeWindow captured = TimeWindow.of(query, "captured_at");
        List<Located> matches = world.images().stream()
                .filter(image -> box.contains(image.position()) && captured.contains(image.capturedAt()))
                .flatMap(image -> world.detectionsOfImage(image.id()).stream()
                        .map(detection -> new Located(detection, image.position())))
                .filter(located -> values.matches(located.detection().value()))
                .toList();
        return limits.answer(box, matches, Located::place, limits.limit(query)).stream()
                .map(Located::detection)
                .toList();
    }

    private record Located(SandboxDetection detection, Position place) {}
}
