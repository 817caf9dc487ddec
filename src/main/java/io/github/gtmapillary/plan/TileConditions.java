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
 * <p>Tiles hold fewer values, and less exact ones. An entity may have a value that its tile lacks; positions are rounded to the tile's
 * grid; times of entities may lack fractions of a second. So the condition is widened: it never leaves out an entity that may pass.
 */
final class TileConditions implements Condition.Visitor<Condition> {
    /** More than a pixel of a zoom-14 tile, in degrees. */
    private static final double PIXEL = 1e-5;

    private static final long SECOND = 1000;

    private final Map<String, String> names;

    /**
     * Makes a translator.
     *
     * @param names the attributes that tiles have too, with their names there
     */
    TileConditions(Map<String, String> names) {
        this.names = Map.copyOf(names);
    }

    /** A condition in tiles that holds wherever the entities' condition holds. */
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

    /** The negation of a widened condition would be too narrow. */
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
