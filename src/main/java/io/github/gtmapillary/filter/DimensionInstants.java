package io.github.gtmapillary.filter;

import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Widens each instant of a WMS time dimension to the step of the calendar that holds it. Everything else stays as it is: ranges, and
 * comparisons that a user writes.
 *
 * <p>The two are told apart by their form. A dimension has an attribute and an end attribute, and here both are the same. GeoServer 2.27
 * to 3.0 ({@code DimensionFilterBuilder}) then writes an instant as {@code t >= a AND t <= a}, with the constant first. A time to
 * the second is a range for GeoServer, from {@code .000} to {@code .999}. It writes ranges as {@code a <= to AND a >= from}, with the
 * end first. A user writes neither: an equality is {@code a = t}, and a range begins with its start. GeoTools' visitors keep the order
 * of the two parts and may merge them into the AND around them.
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
    public Object visit(And filter, @Nullable Object extraData) {
        List<Filter> parts = new ArrayList<>();
        List<Filter> children = filter.getChildren();
        for (int i = 0; i < children.size(); i++) {
            Optional<Moment> moment =
                    i + 1 < children.size() ? moment(children.get(i), children.get(i + 1)) : Optional.empty();
            if (moment.isPresent()) {
                parts.addAll(widened(moment.get()));
                i++;
            } else {
                parts.add((Filter) children.get(i).accept(this, extraData));
            }
        }
        return ff.and(parts);
    }

    private List<Filter> widened(Moment moment) {
        return List.of(
                ff.greaterOrEqual(moment.attribute, ff.literal(Timestamp.from(step.start(moment.instant)))),
                ff.less(moment.attribute, ff.literal(Timestamp.from(step.end(moment.instant)))));
    }

    private Optional<Moment> moment(Filter first, Filter second) {
        if (first instanceof PropertyIsGreaterThanOrEqualTo from && second instanceof PropertyIsLessThanOrEqualTo to) {
            return moment(from.getExpression2(), from.getExpression1(), to.getExpression2(), to.getExpression1())
                    .filter(instant -> instant.length == 0);
        }
        if (first instanceof PropertyIsLessThanOrEqualTo to && second instanceof PropertyIsGreaterThanOrEqualTo from) {
            return moment(from, to).filter(Moment::isShort);
        }
        return Optional.empty();
    }

    private Optional<Moment> moment(BinaryComparisonOperator from, BinaryComparisonOperator to) {
        return moment(from.getExpression1(), from.getExpression2(), to.getExpression1(), to.getExpression2());
    }

    private Optional<Moment> moment(Expression attribute, Expression from, Expression same, Expression to) {
        if (!(attribute instanceof PropertyName name)
                || !(same instanceof PropertyName sameName)
                || !name.getPropertyName().equals(sameName.getPropertyName())
                || !isTime(name)) {
            return Optional.empty();
        }
        return millis(from)
                .flatMap(start -> millis(to).map(end -> new Moment(name, Instant.ofEpochMilli(start), end - start)));
    }

    private boolean isTime(PropertyName name) {
        return schema.attribute(name.getPropertyName())
                .map(Attribute::kind)
                .filter(kind -> kind == AttributeKind.TIME)
                .isPresent();
    }

    /** Empty for anything but a date: GeoServer's dimensions have dates, filters of WFS and CQL in quotes have texts. */
    @SuppressWarnings("JavaUtilDate") // GeoServer's parser hands out dates
    private static Optional<Long> millis(Expression expression) {
        return expression instanceof Literal literal && literal.getValue() instanceof Date date
                ? Optional.of(date.getTime())
                : Optional.empty();
    }

    /**
     * A short time that an attribute lies in.
     *
     * @param length in milliseconds, from the instant to the end of the time
     */
    private record Moment(PropertyName attribute, Instant instant, long length) {
        /** Whether it is an instant or exactly a second: a range of other ends means what it says. */
        boolean isShort() {
            return length == 0
                    || (length == MILLIS_OF_SECOND - 1 && Math.floorMod(instant.toEpochMilli(), MILLIS_OF_SECOND) == 0);
        }
    }
}
