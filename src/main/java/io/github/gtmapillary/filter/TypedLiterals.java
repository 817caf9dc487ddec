package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
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
import org.geotools.api.filter.expression.Add;
import org.geotools.api.filter.expression.BinaryExpression;
import org.geotools.api.filter.expression.Divide;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.Multiply;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.expression.Subtract;
import org.geotools.api.filter.temporal.After;
import org.geotools.api.filter.temporal.Before;
import org.geotools.api.filter.temporal.BinaryTemporalOperator;
import org.geotools.api.filter.temporal.During;
import org.geotools.api.filter.temporal.TEquals;
import org.geotools.api.temporal.Period;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Converts each constant to the kind of value of the attribute that it is compared with. It also turns temporal operators on time
 * attributes into comparisons. So a text such as {@code '5'} compares as a number with a number, here and when the filter is evaluated.
 * It rejects calculations with times: GeoTools would silently treat times as numbers, and the answer would be meaningless.
 */
final class TypedLiterals extends DuplicatingFilterVisitor {
    /** The functions of GeoTools that compare their parameters, each with the number of parameters that it compares. */
    private static final Map<String, Integer> COMPARING = Map.of(
            "equalTo", 2,
            "notEqualTo", 2,
            "equalsExact", 2,
            "lessThan", 2,
            "lessEqualThan", 2,
            "greaterThan", 2,
            "greaterEqualThan", 2,
            "between", 3);

    /** The functions {@code in}, {@code in2} to {@code in10}, which compare the first parameter with all others. */
    private static final Pattern IN = Pattern.compile("in\\d*");

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
        Pair lower = typed(filter.getExpression(), filter.getLowerBoundary());
        Pair upper = typed(filter.getExpression(), filter.getUpperBoundary());
        Expression value = filter.getExpression() instanceof Literal
                        && attribute(lower.second).isEmpty()
                ? upper.first
                : lower.first;
        return ff.between(value, lower.second, upper.second, filter.getMatchAction());
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

    @Override
    public Object visit(Function function, @Nullable Object extraData) {
        int compared = IN.matcher(function.getName()).matches()
                ? Integer.MAX_VALUE
                : COMPARING.getOrDefault(function.getName(), 0);
        Optional<Attribute> time = function.getParameters().stream()
                .limit(compared)
                .flatMap(parameter -> attribute(parameter).stream())
                .filter(a -> a.kind() == AttributeKind.TIME)
                .findFirst();
        List<Expression> parameters = new ArrayList<>();
        for (Expression parameter : function.getParameters()) {
            parameters.add(parameters.size() < compared ? typed(parameter, time) : visit(parameter, extraData));
        }
        return ff.function(function.getName(), parameters.toArray(Expression[]::new));
    }

    @Override
    public Object visit(Add expression, @Nullable Object extraData) {
        requireNoTimes(expression);
        return super.visit(expression, extraData);
    }

    @Override
    public Object visit(Subtract expression, @Nullable Object extraData) {
        requireNoTimes(expression);
        return super.visit(expression, extraData);
    }

    @Override
    public Object visit(Multiply expression, @Nullable Object extraData) {
        requireNoTimes(expression);
        return super.visit(expression, extraData);
    }

    @Override
    public Object visit(Divide expression, @Nullable Object extraData) {
        requireNoTimes(expression);
        return super.visit(expression, extraData);
    }

    private void requireNoTimes(BinaryExpression expression) {
        time(expression.getExpression1())
                .or(() -> time(expression.getExpression2()))
                .ifPresent(time -> Rewriting.inVisitor(() -> {
                    throw new InvalidQueryException("the filter calculates with " + time.name()
                            + ", which is a time: compare it as it is, as in " + time.name() + " > '2022-01-01'");
                }));
    }

    private Pair typed(BinaryComparisonOperator filter) {
        return typed(filter.getExpression1(), filter.getExpression2());
    }

    private Pair typed(Expression first, Expression second) {
        requireComparable(first, second);
        requireComparable(second, first);
        return new Pair(typed(first, attribute(second)), typed(second, attribute(first)));
    }

    private Expression typed(Expression expression, Optional<Attribute> comparedWith) {
        if (comparedWith.isEmpty() || !(expression instanceof Literal literal) || literal.getValue() == null) {
            return visit(expression, null);
        }
        return ff.literal(Rewriting.inVisitor(() -> LiteralValue.as(literal.getValue(), comparedWith.get())));
    }

    /** Rejects a comparison of a time with something that is not a time, such as a number attribute: the two have no order. */
    private void requireComparable(Expression first, Expression second) {
        Optional<Attribute> time = time(first);
        Optional<Attribute> other = attribute(second);
        boolean number = second instanceof BinaryExpression
                || other.filter(a -> a.kind().binding() != Timestamp.class
                                && !a.kind().isText())
                        .isPresent();
        if (time.isPresent() && number) {
            Rewriting.inVisitor(() -> {
                throw new InvalidQueryException(time.get().name() + " is a time and is compared with "
                        + other.map(Attribute::name).orElse("the result of a calculation") + ", which is none");
            });
        }
    }

    private Optional<Attribute> time(Expression expression) {
        return attribute(expression).filter(a -> a.kind() == AttributeKind.TIME);
    }

    private Optional<Attribute> attribute(Expression expression) {
        return expression instanceof PropertyName name ? schema.attribute(name.getPropertyName()) : Optional.empty();
    }

    /** Finds the operands if a time attribute is compared with a constant. Other temporal operators stay as they are. */
    private Optional<Times> onTimes(BinaryTemporalOperator filter) {
        Optional<Attribute> attribute = time(filter.getExpression1());
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
                        "the period that " + attribute.name() + " is compared with needs two ends");
            }
            return LiteralValue.as(date, attribute);
        }));
    }

    private record Pair(Expression first, Expression second) {}

    private record Times(Expression attribute, Literal begin, Literal end, boolean isPeriod) {}
}
