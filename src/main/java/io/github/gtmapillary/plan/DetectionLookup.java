package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.schema.Owner;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;

/**
 * Detections of images or map features, or of all images of sequences.
 *
 * @param owner the kind of entity whose detections are requested
 * @param ownerIds each once
 * @param fields the fields of each detection
 */
public record DetectionLookup(TypeSchema schema, Owner owner, List<String> ownerIds, String fields, String reason)
        implements RequestPlan {
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
                .map(id -> owner.hasImages() ? GraphRequest.imageIds(id) : request(id))
                .toList();
    }

    /** A request for the detections of an owner, or of one of its images. */
    public GraphRequest request(String id) {
        return GraphRequest.listed(id, owner.edge(), fields);
    }

    @Override
    public long mostGraphRequests(RequestLimit limit) {
        return owner.hasImages() ? limit.most() : ownerIds.size();
    }

    @Override
    public long plannedTiles() {
        return 0;
    }

    @Override
    public long plannedGraphRequests() {
        return ownerIds.size();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.detectionLookup(this);
    }
}
