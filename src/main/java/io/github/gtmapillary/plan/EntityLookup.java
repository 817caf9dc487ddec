package io.github.gtmapillary.plan;

import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.schema.ApiLimits;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Entities by their ids.
 *
 * @param ids each once
 * @param fields the fields of each entity, as a value of the parameter {@code fields}
 * @param positions the position that is the geometry of an image
 */
public record EntityLookup(TypeSchema schema, List<String> ids, String fields, Positions positions, String reason)
        implements RequestPlan {
    public EntityLookup {
        ids = List.copyOf(ids);
    }

    @Override
    public String kind() {
        return "ids";
    }

    /** The ids in batches. */
    public List<List<String>> batches() {
        return batches(ids);
    }

    @Override
    public List<GraphRequest> graphRequests() {
        return batches().stream()
                .map(batch -> GraphRequest.entities(batch, fields))
                .toList();
    }

    /** A text that is no id makes Mapillary refuse its whole batch, which is then requested in parts, down to single ids. */
    @Override
    public long mostGraphRequests(RequestLimit limit) {
        return Math.min(limit.most(), 2L * ids.size());
    }

    /** Splits ids into batches of the size that the API accepts. */
    public static List<List<String>> batches(List<String> ids) {
        return IntStream.iterate(0, from -> from < ids.size(), from -> from + ApiLimits.BATCH)
                .mapToObj(from -> ids.subList(from, Math.min(ids.size(), from + ApiLimits.BATCH)))
                .toList();
    }

    @Override
    public long plannedTiles() {
        return 0;
    }

    @Override
    public long plannedGraphRequests() {
        return (ids.size() + ApiLimits.BATCH - 1L) / ApiLimits.BATCH;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.entityLookup(this);
    }
}
