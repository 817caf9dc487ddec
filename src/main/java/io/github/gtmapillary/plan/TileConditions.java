package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.AllOf;
import io.github.gtmapillary.model.AnyOf;
import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Missing;
import io.github.gtmapillary.model.Not;
import io.github.gtmapillary.model.PositionIn;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.model.ValueCondition;
import java.util.List;
import java.util.Map;

/**
 * Translates a condition on entities into one on the same features in tiles, so that no request is spent on entities that can't pass.
 *
 * <p>Tiles know less and know it less exactly: what a tile does not say, an entity may; positions are cut to the tile's grid; times of
 * entities can lack their fraction of a second. So the condition is widened, and never more is left out than may be.
 */
final class TileConditions implements Condition.Visitor<Condition> {
    /** More than a pixel of a zoom-14 tile, in degrees. */
    private static final double PIXEL = 1e-5;

    private static final long SECOND = 1000;

    private final Map<String, String> names;

    /**
     * Makes a translator.
     *
     * @param names the attributes that tiles have as well, with what they are called there
     */
    TileConditions(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    /** A condition that holds in tiles for everything that the entities' condition holds for. */
    Condition widened(Condition condition) {
        return condition.accept(this);
    }

    @Override
    public Condition allOf(AllOf all) {
        return Condition.allOf(widened(all.conditions()));
    }

    @Override
    public Condition anyOf(AnyOf any) {
        return Condition.anyOf(widened(any.conditions()));
    }

    /** The opposite of a widened condition would be too narrow. */
    @Override
    public Condition not(Not not) {
        return Condition.ALWAYS;
    }

    @Override
    public Condition attribute(AttributePasses passes) {
        return names.containsKey(passes.attribute())
                ? widened(names.get(passes.attribute()), passes.test())
                : Condition.ALWAYS;
    }

    @Override
    public Condition position(PositionIn position) {
        return new PositionIn(widened(position.box()));
    }

    private List<Condition> widened(List<Condition> conditions) {
        return conditions.stream().map(this::widened).toList();
    }

    private static Condition widened(String attribute, ValueCondition test) {
        ValueCondition wider = test.withTimes(TileConditions::widened);
        return Condition.anyOf(
                List.of(new AttributePasses(attribute, new Missing()), new AttributePasses(attribute, wider)));
    }

    private static TimeRange widened(TimeRange range) {
        return new TimeRange(
                range.from() < Long.MIN_VALUE + SECOND ? Long.MIN_VALUE : range.from() - SECOND,
                range.to() > Long.MAX_VALUE - SECOND ? Long.MAX_VALUE : range.to() + SECOND);
    }

    private static Bbox widened(Bbox box) {
        return new Bbox(box.west() - PIXEL, box.south() - PIXEL, box.east() + PIXEL, box.north() + PIXEL);
    }
}
