package io.github.gtmapillary.plan;

import io.github.gtmapillary.schema.ApiLimits;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;

/**
 * Entities by place: their ids from tiles, then the entities. After the tiles comes one request for each {@value ApiLimits#BATCH} ids.
 *
 * @param scans the tiles that hold the ids
 * @param fields the fields of each entity
 */
public record EntityScan(TypeSchema schema, List<TilePlan> scans, String fields, Positions positions, String reason)
        implements RequestPlan {
    public EntityScan {
        scans = List.copyOf(scans);
    }

    @Override
    public String kind() {
        return "ids from tiles";
    }

    @Override
    public boolean isComplete() {
        return scans.stream().allMatch(RequestPlan::isComplete);
    }

    @Override
    public String whileDecoding() {
        return scans.get(0).whileDecoding();
    }

    @Override
    public List<String> tilePaths() {
        return scans.stream().flatMap(scan -> scan.tilePaths().stream()).toList();
    }

    @Override
    public long mostTiles() {
        return scans.stream().mapToLong(RequestPlan::mostTiles).sum();
    }

    @Override
    public long mostGraphRequests(RequestLimit limit) {
        return limit.most();
    }

    @Override
    public long cost(RequestLimit limit) {
        return scans.stream().mapToLong(part -> part.cost(limit)).sum() + 1;
    }

    @Override
    public long plannedTiles() {
        return scans.stream().mapToLong(RequestPlan::plannedTiles).sum();
    }

    @Override
    public long plannedGraphRequests() {
        return 0;
    }

    @Override
    public List<PlanNote> notes() {
        return scans.stream().flatMap(part -> part.notes().stream()).distinct().toList();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.entityScan(this);
    }
}
