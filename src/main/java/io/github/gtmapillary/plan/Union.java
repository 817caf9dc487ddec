package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Several plans, one after the other, each feature once.
 *
 * @param parts plans that together hold every feature of the answer; a branch that nothing can fulfil has none
 */
public record Union(TypeSchema schema, List<RequestPlan> parts, String reason) implements RequestPlan {
    public Union {
        parts = List.copyOf(parts);
    }

    @Override
    public String kind() {
        return parts.stream().map(RequestPlan::kind).collect(Collectors.joining(" + "));
    }

    @Override
    public boolean isComplete() {
        return parts.stream().allMatch(RequestPlan::isComplete);
    }

    @Override
    public List<String> tilePaths() {
        return parts.stream().flatMap(part -> part.tilePaths().stream()).toList();
    }

    @Override
    public List<GraphRequest> graphRequests() {
        return parts.stream().flatMap(part -> part.graphRequests().stream()).toList();
    }

    @Override
    public long mostTiles() {
        return parts.stream().mapToLong(RequestPlan::mostTiles).sum();
    }

    @Override
    public long mostGraphRequests(RequestLimit limit) {
        return Math.min(
                limit.most(),
                parts.stream().mapToLong(part -> part.mostGraphRequests(limit)).sum());
    }

    /** In the order of the parts. */
    @Override
    public List<String> requestPaths() {
        return parts.stream().flatMap(part -> part.requestPaths().stream()).toList();
    }

    @Override
    public long cost(RequestLimit limit) {
        return parts.stream().mapToLong(part -> part.cost(limit)).sum();
    }

    @Override
    public String whileDecoding() {
        return parts.stream()
                .map(part -> part.kind() + ": " + part.whileDecoding())
                .collect(Collectors.joining("; "));
    }

    /** Each part may hold a feature that another holds too. */
    @Override
    public boolean mayRepeat() {
        return true;
    }

    @Override
    public long plannedTiles() {
        return parts.stream().mapToLong(RequestPlan::plannedTiles).sum();
    }

    @Override
    public long plannedGraphRequests() {
        return parts.stream().mapToLong(RequestPlan::plannedGraphRequests).sum();
    }

    @Override
    public List<PlanNote> notes() {
        return parts.stream().flatMap(part -> part.notes().stream()).distinct().toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.union(this);
    }
}
