package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;

/**
 * Detections of images or map features, or of all images of sequences.
 *
 * @param owner what they are asked by
 * @param ownerIds each once
 * @param fields of each detection
 */
public record DetectionLookup(TypeSchema schema, Owner owner, List<String> ownerIds, String fields, String reason)
        implements RequestPlan {

    /** What detections can be asked by. */
    public enum Owner {
        /** What was found in one image. */
        IMAGE,
        /** What a point or a traffic sign was found by. */
        MAP_FEATURE,
        /** What was found in all images of a sequence. */
        SEQUENCE
    }

    public DetectionLookup {
        ownerIds = List.copyOf(ownerIds);
    }

    @Override
    public String kind() {
        return "detections";
    }

    @Override
    public List<GraphRequest> graphRequests() {
        return ownerIds.stream()
                .map(id -> owner == Owner.SEQUENCE ? GraphRequest.imageIds(id) : GraphRequest.detections(id, fields))
                .toList();
    }

    @Override
    public long mostGraphRequests(long allowed) {
        return owner == Owner.SEQUENCE ? allowed : ownerIds.size();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.detectionLookup(this);
    }
}
