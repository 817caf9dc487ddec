package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.FlagIs;
import io.github.gtmapillary.model.Missing;
import io.github.gtmapillary.model.NumberIn;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.TimeIn;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.model.ValueCondition;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.visitor.NullFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Builds the clauses of comparisons between an attribute and a constant. Constants have the attribute's type already. A comparison
 * that attribute values cannot decide, such as one between two attributes, becomes {@link Clause#UNKNOWN}.
 */
final class ComparisonClauses extends NullFilterVisitor {
    private final TypeSchema schema;

    /**
     * Makes a builder.
     *
     * @param schema the type that the filter is on
     */
    ComparisonClauses(TypeSchema schema) {
        this.schema = schema;
    }

    @Override
    public Object visit(PropertyIsNull filter, @Nullable Object unknown) {
        return attribute(filter.getExpression())
                .map(a -> passes(a, new Missing()))
                .orElse(Clause.UNKNOWN);
    }

    @Override
    public Object visit(PropertyIsLike filter, @Nullable Object unknown) {
        return attribute(filter.getExpression())
                .filter(a -> a.kind().isText())
                .map(a -> passes(a, LikePatterns.condition(filter)))
                .orElse(Clause.UNKNOWN);
    }

    @Override
    public Object visit(PropertyIsEqualTo filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.EQUAL);
    }

    @Override
    public Object visit(PropertyIsNotEqualTo filter, @Nullable Object unknown) {
        Clause equal = comparison(filter, Comparison.EQUAL);
        return equal.exact() ? Clause.not(equal) : Clause.UNKNOWN;
    }

    @Override
    public Object visit(PropertyIsGreaterThan filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.GREATER);
    }

    @Override
    public Object visit(PropertyIsGreaterThanOrEqualTo filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.GREATER_OR_EQUAL);
    }

    @Override
    public Object visit(PropertyIsLessThan filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.LESS);
    }

    @Override
    public Object visit(PropertyIsLessThanOrEqualTo filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.LESS_OR_EQUAL);
    }

    @Override
    public Object visit(PropertyIsBetween filter, @Nullable Object unknown) {
        Optional<Attribute> attribute = attribute(filter.getExpression());
        if (attribute.isEmpty()) {
            return Clause.UNKNOWN;
        }
        return Clause.and(List.of(
                compared(attribute.get(), Comparison.GREATER_OR_EQUAL, filter.getLowerBoundary()),
                compared(attribute.get(), Comparison.LESS_OR_EQUAL, filter.getUpperBoundary())));
    }

    private Clause comparison(BinaryComparisonOperator filter, Comparison comparison) {
        Optional<Attribute> left = attribute(filter.getExpression1());
        Optional<Attribute> right = attribute(filter.getExpression2());
        boolean comparable = left.isPresent() != right.isPresent();
        boolean ignoresCase = !filter.isMatchingCase()
                && Stream.of(left, right)
                        .flatMap(Optional::stream)
                        .anyMatch(a -> a.kind().isText());
        if (!comparable || ignoresCase) {
            return Clause.UNKNOWN;
        }
        return left.isPresent()
                ? compared(left.get(), comparison, filter.getExpression2())
                : compared(right.orElseThrow(), comparison.mirrored(), filter.getExpression1());
    }

    private Clause compared(Attribute attribute, Comparison comparison, Expression with) {
        if (!(with instanceof Literal literal)) {
            return Clause.UNKNOWN;
        }
        Object value = literal.getValue();
        if (value instanceof Double number) {
            return passes(attribute, comparison.numbers(number));
        }
        if (value instanceof Timestamp time) {
            return timed(attribute, comparison, time);
        }
        if (comparison == Comparison.EQUAL && value instanceof Boolean flag) {
            return passes(attribute, new FlagIs(flag));
        }
        if (comparison == Comparison.EQUAL && value instanceof String text) {
            return passes(attribute, new OneOf(Set.of(text)));
        }
        return Clause.UNKNOWN;
    }

    /** Times of features are whole milliseconds. A constant may lie between two of them; no feature equals it then. */
    private static Clause timed(Attribute attribute, Comparison comparison, Timestamp time) {
        long millis = time.getTime();
        if (time.getNanos() % 1_000_000 == 0) {
            return passes(attribute, new TimeIn(comparison.times(millis)));
        }
        return switch (comparison) {
            case EQUAL -> Clause.decidedBy(Condition.NEVER);
            case LESS, LESS_OR_EQUAL -> passes(attribute, new TimeIn(TimeRange.until(millis)));
            case GREATER, GREATER_OR_EQUAL -> passes(attribute, new TimeIn(TimeRange.after(millis)));
        };
    }

    private static Clause passes(Attribute attribute, ValueCondition test) {
        return Clause.decidedBy(new AttributePasses(attribute.name(), test));
    }

    /** The attribute that an expression names; empty for anything but a name, and for attributes that the store computes itself. */
    private Optional<Attribute> attribute(Expression expression) {
        return expression instanceof PropertyName name
                ? schema.attribute(name.getPropertyName()).filter(a -> !a.derived())
                : Optional.empty();
    }

    /** The comparisons of an attribute with a constant. */
    private enum Comparison {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** The comparison that holds with its sides exchanged: {@code 5 < x} is {@code x > 5}. */
        Comparison mirrored() {
            return switch (this) {
                case EQUAL -> EQUAL;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        NumberIn numbers(double than) {
            return switch (this) {
                case EQUAL -> NumberIn.exactly(than);
                case LESS -> new NumberIn(Double.NEGATIVE_INFINITY, true, than, false);
                case LESS_OR_EQUAL -> new NumberIn(Double.NEGATIVE_INFINITY, true, than, true);
                case GREATER -> new NumberIn(than, false, Double.POSITIVE_INFINITY, true);
                case GREATER_OR_EQUAL -> new NumberIn(than, true, Double.POSITIVE_INFINITY, true);
            };
        }

        TimeRange times(long than) {
            return switch (this) {
                case EQUAL -> TimeRange.at(than);
                case LESS -> TimeRange.before(than);
                case LESS_OR_EQUAL -> TimeRange.until(than);
                case GREATER -> TimeRange.after(than);
                case GREATER_OR_EQUAL -> TimeRange.from(than);
            };
        }
    }
}
