package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.temporal.After;
import org.geotools.api.filter.temporal.Before;
import org.geotools.api.filter.temporal.BinaryTemporalOperator;
import org.geotools.api.filter.temporal.During;
import org.geotools.api.filter.temporal.TEquals;
import org.geotools.api.temporal.Period;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Turns each literal that an attribute is compared with into what the attribute holds, and temporal operators on time attributes
 * into comparisons. So texts that mean numbers, flags or times compare as such, here and when the filter is evaluated.
 */
final class TypedLiterals extends DuplicatingFilterVisitor {
    private final TypeSchema schema;

    TypedLiterals(FilterFactory factory, TypeSchema schema) {
        super(factory);
        this.schema = schema;
    }

    @Override
    public Object visit(PropertyIsEqualTo filter, @Nullable Object extraData) {
        Pair pair = typed(filter);
        return ff.equal(pair.first, pair.second, filter.isMatchingCase(), filter.getMatchAction());
    }

    @Override
    public Object visit(PropertyIsNotEqualTo filter, @Nullable Object extraData) {
        Pair pair = typed(filter);
        return ff.notEqual(pair.first, pair.second, filter.isMatchingCase(), filter.getMatchAction());
    }

    @Override
    public Object visit(PropertyIsGreaterThan filter, @Nullable Object extraData) {
        Pair pair = typed(filter);
        return ff.greater(pair.first, pair.second, filter.isMatchingCase(), filter.getMatchAction());
    }

    @Override
    public Object visit(PropertyIsGreaterThanOrEqualTo filter, @Nullable Object extraData) {
        Pair pair = typed(filter);
        return ff.greaterOrEqual(pair.first, pair.second, filter.isMatchingCase(), filter.getMatchAction());
    }

    @Override
    public Object visit(PropertyIsLessThan filter, @Nullable Object extraData) {
        Pair pair = typed(filter);
        return ff.less(pair.first, pair.second, filter.isMatchingCase(), filter.getMatchAction());
    }

    @Override
    public Object visit(PropertyIsLessThanOrEqualTo filter, @Nullable Object extraData) {
        Pair pair = typed(filter);
        return ff.lessOrEqual(pair.first, pair.second, filter.isMatchingCase(), filter.getMatchAction());
    }

    @Override
    public Object visit(PropertyIsBetween filter, @Nullable Object extraData) {
        Optional<Attribute> attribute = attribute(filter.getExpression());
        return ff.between(
                filter.getExpression(),
                typed(filter.getLowerBoundary(), attribute),
                typed(filter.getUpperBoundary(), attribute),
                filter.getMatchAction());
    }

    @Override
    public Object visit(After after, @Nullable Object extraData) {
        return onTimes(after)
                .<Object>map(times -> ff.greater(times.attribute, times.end))
                .orElse(after);
    }

    @Override
    public Object visit(Before before, @Nullable Object extraData) {
        return onTimes(before)
                .<Object>map(times -> ff.less(times.attribute, times.begin))
                .orElse(before);
    }

    @Override
    public Object visit(TEquals equals, @Nullable Object extraData) {
        return onTimes(equals)
                .<Object>map(times -> times.isPeriod ? Filter.EXCLUDE : ff.equals(times.attribute, times.begin))
                .orElse(equals);
    }

    @Override
    public Object visit(During during, @Nullable Object extraData) {
        return onTimes(during)
                .<Object>map(times -> times.isPeriod
                        ? ff.and(List.of(ff.greater(times.attribute, times.begin), ff.less(times.attribute, times.end)))
                        : Filter.EXCLUDE)
                .orElse(during);
    }

    private Pair typed(BinaryComparisonOperator filter) {
        Expression first = filter.getExpression1();
        Expression second = filter.getExpression2();
        return new Pair(typed(first, attribute(second)), typed(second, attribute(first)));
    }

    private Expression typed(Expression expression, Optional<Attribute> comparedWith) {
        if (comparedWith.isEmpty() || !(expression instanceof Literal literal) || literal.getValue() == null) {
            return expression;
        }
        return ff.literal(Rewriting.inVisitor(() -> LiteralValue.as(literal.getValue(), comparedWith.get())));
    }

    private Optional<Attribute> attribute(Expression expression) {
        return expression instanceof PropertyName name ? schema.attribute(name.getPropertyName()) : Optional.empty();
    }

    /** The operands when a time attribute is compared with a constant; temporal operators on anything else stay as they are. */
    private Optional<Times> onTimes(BinaryTemporalOperator filter) {
        Optional<Attribute> attribute = attribute(filter.getExpression1()).filter(a -> a.kind() == AttributeKind.TIME);
        if (attribute.isEmpty()
                || !(filter.getExpression2() instanceof Literal literal)
                || literal.getValue() == null) {
            return Optional.empty();
        }
        Object value = literal.getValue();
        if (value instanceof Period period) {
            return Optional.of(new Times(
                    filter.getExpression1(),
                    literal(period.getBeginning().getPosition().getDate(), attribute.get()),
                    literal(period.getEnding().getPosition().getDate(), attribute.get()),
                    true));
        }
        Literal time = ff.literal(Rewriting.inVisitor(() -> LiteralValue.as(value, attribute.get())));
        return Optional.of(new Times(filter.getExpression1(), time, time, false));
    }

    private Literal literal(@Nullable Date date, Attribute attribute) {
        return ff.literal(Rewriting.inVisitor(() -> {
            if (date == null) {
                throw new InvalidQueryException(
                        "a period that " + attribute.name() + " is compared with has no two ends");
            }
            return LiteralValue.as(date, attribute);
        }));
    }

    private record Pair(Expression first, Expression second) {}

    private record Times(Expression attribute, Literal begin, Literal end, boolean isPeriod) {}
}
