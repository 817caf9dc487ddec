package io.github.gtmapillary.filter;

import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Widens each instant of a WMS time dimension to the step of the calendar that holds it. Ranges stay as they are, and so do comparisons
 * with a text.
 *
 * <p>GeoServer 2.27 to 3.0 ({@code DimensionFilterBuilder}) writes an instant as {@code attribute = date}, and a time to the second as a
 * range from {@code .000} to {@code .999}, {@code attribute BETWEEN date AND date}. The constants are dates. CQL makes a date of a time
 * without quotes, and a text of one in quotes.
 */
final class DimensionInstants extends DuplicatingFilterVisitor {
    private static final long MILLIS_OF_SECOND = 1000;

    private final TypeSchema schema;
    private final TimeStep step;

    /** Makes a visitor for filters whose property names are those of the schema. */
    DimensionInstants(FilterFactory factory, TypeSchema schema, TimeStep step) {
        super(factory);
        this.schema = schema;
        this.step = step;
    }

    @Override
    public Object visit(PropertyIsEqualTo filter, @Nullable Object extraData) {
        return time(filter.getExpression1())
                .flatMap(time -> instant(filter.getExpression2()).map(instant -> widened(time, instant)))
                .orElseGet(() -> (Filter) super.visit(filter, extraData));
    }

    @Override
    public Object visit(PropertyIsBetween filter, @Nullable Object extraData) {
        return time(filter.getExpression())
                .flatMap(time -> instant(filter.getLowerBoundary())
                        .filter(from -> instant(filter.getUpperBoundary())
                                .filter(to -> isInstantOrSecond(from, to))
                                .isPresent())
                        .map(instant -> widened(time, instant)))
                .orElseGet(() -> (Filter) super.visit(filter, extraData));
    }

    /** A range of other ends means what it says. */
    private static boolean isInstantOrSecond(Instant from, Instant to) {
        long length = to.toEpochMilli() - from.toEpochMilli();
        boolean isSecond = length == MILLIS_OF_SECOND - 1 && Math.floorMod(from.toEpochMilli(), MILLIS_OF_SECOND) == 0;
        return length == 0 || isSecond;
    }

    private Filter widened(PropertyName time, Instant instant) {
        return ff.and(
                ff.greaterOrEqual(time, ff.literal(Timestamp.from(step.start(instant)))),
                ff.less(time, ff.literal(Timestamp.from(step.end(instant)))));
    }

    private Optional<PropertyName> time(Expression expression) {
        return expression instanceof PropertyName name && isTime(name) ? Optional.of(name) : Optional.empty();
    }

    private boolean isTime(PropertyName name) {
        return schema.attribute(name.getPropertyName())
                .map(Attribute::kind)
                .filter(kind -> kind == AttributeKind.TIME)
                .isPresent();
    }

    @SuppressWarnings("JavaUtilDate") // GeoServer's parser hands out dates
    private static Optional<Instant> instant(Expression expression) {
        return expression instanceof Literal literal && literal.getValue() instanceof Date date
                ? Optional.of(Instant.ofEpochMilli(date.getTime()))
                : Optional.empty();
    }
}
