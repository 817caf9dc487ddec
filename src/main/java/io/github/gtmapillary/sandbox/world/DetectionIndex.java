package io.github.gtmapillary.sandbox.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Detections by id, by image and by map feature. */
record DetectionIndex(
        List<SandboxDetection> all,
        Map<Long, SandboxDetection> byId,
        Map<Long, List<SandboxDetection>> byImage,
        Map<Long, List<SandboxDetection>> byMapFeature) {

    static DetectionIndex of(List<SandboxDetection> detections) {
        Map<Long, SandboxDetection> byId = new HashMap<>();
        Map<Long, List<SandboxDetection>> byImage = new HashMap<>();
        Map<Long, List<SandboxDetection>> byMapFeature = new HashMap<>();
        for (SandboxDetection detection : detections) {
            byId.put(detection.id(), detection);
            byImage.computeIfAbsent(detection.imageId(), key -> new ArrayList<>())
                    .add(detection);
            Long mapFeatureId = detection.mapFeatureId();
            if (mapFeatureId != null) {
                byMapFeature
                        .computeIfAbsent(mapFeatureId, key -> new ArrayList<>())
                        .add(detection);
            }
        }
        return new DetectionIndex(List.copyOf(detections), byId, byImage, byMapFeature);
    }

    Optional<SandboxDetection> detection(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    List<SandboxDetection> ofImage(long id) {
        return List.copyOf(byImage.getOrDefault(id, List.of()));
    }

    List<SandboxDetection> ofMapFeature(long id) {
        return List.copyOf(byMapFeature.getOrDefault(id, List.of()));
    }
}
