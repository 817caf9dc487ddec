package io.github.gtmapillary.plan;

import io.github.gtmapillary.schema.TypeSchema;

/** No request: nothing can fulfil the filter. */
public record Nothing(TypeSchema schema, String reason) implements RequestPlan {
    @Override
    public String kind() {
        return "nothing";
    }

    @Override
    public boolean isNothing() {
        return true;
    }

    @Override
    public long plannedTiles() {
        return 0;
    }

    @Override
    public long plannedGraphRequests() {
        return 0;
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.nothing(this);
    }
}
