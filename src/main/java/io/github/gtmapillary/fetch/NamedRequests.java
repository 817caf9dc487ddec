package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.RequestPlan.DetectionLookup;
import io.github.gtmapillary.plan.RequestPlan.DetectionLookup.Owner;
import io.github.gtmapillary.plan.RequestPlan.EntityLookup;
import io.github.gtmapillary.plan.RequestPlan.EntityScan;
import io.github.gtmapillary.plan.RequestPlan.SequenceLookup;
import io.github.gtmapillary.plan.RequestPlan.TileScan;
import java.util.stream.Stream;

/** The requests of a plan that can be named before any is made, those that {@link RequestPlan#requestPaths()} tells. */
final class NamedRequests {
    private NamedRequests() {}

    static Stream<ApiRequest> of(RequestPlan plan) {
        if (plan instanceof TileScan scan) {
            return scan.tiles().stream().map(tile -> ApiRequest.tile(scan.path(tile)));
        }
        if (plan instanceof EntityScan entities) {
            return entities.scans().stream().flatMap(NamedRequests::of);
        }
        return graph(plan).map(EntityRows::api);
    }

    private static Stream<GraphRequest> graph(RequestPlan plan) {
        if (plan instanceof EntityLookup lookup) {
            return lookup.batches().stream().map(batch -> GraphRequest.entities(batch, lookup.fields()));
        }
        if (plan instanceof SequenceLookup sequences) {
            return sequences.sequenceIds().stream().map(GraphRequest::imageIds);
        }
        if (plan instanceof DetectionLookup detections) {
            return detections.ownerIds().stream()
                    .map(id -> detections.owner() == Owner.SEQUENCE
                            ? GraphRequest.imageIds(id)
                            : GraphRequest.detections(id, detections.fields()));
        }
        return Stream.empty();
    }
}
