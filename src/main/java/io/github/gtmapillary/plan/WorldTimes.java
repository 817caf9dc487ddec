package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.List;
import java.util.Optional;

/** The times of features all over the world, which are far too many to be read. */
public final class WorldTimes {
    private static final TimeRange ANY = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    private WorldTimes() {}

    /**
     * Finds the span in which a condition lets a time lie.
     *
     * @param condition a condition on features
     * @param attribute the name of an attribute with times
     * @return the span, without an end where the condition sets none
     */
    public static TimeRange span(Condition condition, String attribute) {
        return SearchParameters.times(condition, attribute).orElse(ANY);
    }

    /**
     * Plans to look at times all over the world.
     *
     * @param schema the type whose times are looked at
     * @param positions which position of images counts
     * @param condition the condition that features have to fulfil
     * @return empty for types that the overview has no sample of
     */
    public static Optional<RequestPlan> sample(TypeSchema schema, Positions positions, Condition condition) {
        return schema.sample().map(sample -> sampled(sample.type(), positions, condition));
    }

    /** The overview of the whole world, in one tile. */
    static RequestPlan sampled(TypeSchema overview, Positions positions, Condition condition) {
        return new TileScan(
                overview,
                overview.tileSet(positions),
                0,
                List.of(new TileId(0, 0, 0)),
                condition,
                "the overview samples the times of the whole world in one tile");
    }
}
