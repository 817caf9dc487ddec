package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.PropertyIsNull;
import org.geotools.api.filter.expression.BinaryExpression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.spatial.BinarySpatialOperator;
import org.geotools.api.filter.temporal.BinaryTemporalOperator;
import org.geotools.factory.CommonFactoryFinder;
import org.jspecify.annotations.Nullable;

/**
 * Flattens nested operators. GeoTools parses a chain of a thousand ORs into a filter a thousand levels deep. Its visitors and its
 * evaluation recurse into each level and overflow the stack. No method of this class is recursive.
 */
public final class FilterNests {
    /** The levels of a flat filter that visitors and evaluation can handle on a stack of 512 kB, with a reserve. */
    static final int MOST_LEVELS = 100;

    /** The limit on nested calculations: GeoTools evaluates each operand twice, so the time doubles with each level. */
    static final int MOST_CALCULATIONS = 12;

    private static final FilterFactory FACTORY = CommonFactoryFinder.getFilterFactory();

    private FilterNests() {}

    /** An operator whose operands are being flattened. */
    private static final class Nest {
        private final Filter operator;
        private final Iterator<Filter> open;
        private final List<Filter> flat = new ArrayList<>();

        Nest(Filter operator, List<Filter> operands) {
            this.operator = operator;
            this.open = operands.iterator();
        }

        Filter rebuilt() {
            if (operator instanceof And) {
                return FACTORY.and(flat);
            }
            return operator instanceof Or ? FACTORY.or(flat) : FACTORY.not(flat.get(0));
        }
    }

    /** Flattens a filter: it merges an AND directly in an AND, merges an OR directly in an OR, and drops a NOT of a NOT. */
    public static Filter flat(Filter filter) {
        Deque<Nest> path = new ArrayDeque<>();
        Filter next = withoutDoubleNot(filter);
        while (true) {
            Nest nest = nest(next);
            if (nest != null) {
                path.push(nest);
            } else if (path.isEmpty()) {
                return next;
            } else {
                path.element().flat.add(next);
            }
            while (!path.element().open.hasNext()) {
                Filter rebuilt = path.pop().rebuilt();
                if (path.isEmpty()) {
                    return rebuilt;
                }
                path.element().flat.add(rebuilt);
            }
            next = path.element().open.next();
        }
    }

    private static @Nullable Nest nest(Filter filter) {
        if (filter instanceof And and) {
            return new Nest(and, operands(and, And.class));
        }
        if (filter instanceof Or or) {
            return new Nest(or, operands(or, Or.class));
        }
        return filter instanceof Not not ? new Nest(not, List.of(withoutDoubleNot(not.getFilter()))) : null;
    }

    /** The operands of nested operators of the same kind, in order. */
    private static List<Filter> operands(BinaryLogicOperator nest, Class<? extends BinaryLogicOperator> operator) {
        List<Filter> operands = new ArrayList<>();
        Deque<Filter> open = new ArrayDeque<>();
        open.push(nest);
        while (!open.isEmpty()) {
            Filter next = withoutDoubleNot(open.pop());
            if (operator.isInstance(next)) {
                List<Filter> children = ((BinaryLogicOperator) next).getChildren();
                for (int i = children.size() - 1; i >= 0; i--) {
                    open.push(children.get(i));
                }
            } else {
                operands.add(next);
            }
        }
        return operands;
    }

    private static Filter withoutDoubleNot(Filter filter) {
        Filter inner = filter;
        while (inner instanceof Not not && not.getFilter() instanceof Not twice) {
            inner = twice.getFilter();
        }
        return inner;
    }

    /** A part of a filter, and the number of calculations around it. */
    private record Part(Object part, int calculations) {
        Stream<Part> parts() {
            int within = calculations + (part instanceof BinaryExpression ? 1 : 0);
            return FilterNests.parts(part).map(inner -> new Part(inner, within));
        }
    }

    /** Tells whether a filter has too many levels to be visited; calculations and functions count as levels. */
    public static boolean isTooDeep(Filter flat) {
        List<Part> level = List.of(new Part(flat, 0));
        for (int levels = 0; !level.isEmpty(); levels++) {
            if (levels > MOST_LEVELS || level.stream().anyMatch(part -> part.calculations > MOST_CALCULATIONS)) {
                return true;
            }
            level = level.stream().flatMap(Part::parts).toList();
        }
        return false;
    }

    /**
     * Rejects a filter that has too many levels.
     *
     * @throws InvalidQueryException if the filter {@link #isTooDeep}
     */
    static void requireShallow(Filter flat) throws InvalidQueryException {
        if (isTooDeep(flat)) {
            throw new InvalidQueryException("the filter nests AND, OR, NOT or functions more than " + MOST_LEVELS
                    + " levels deep, or calculations more than " + MOST_CALCULATIONS
                    + ": write it with fewer levels, as in a OR b OR c");
        }
    }

    private static Stream<?> parts(Object part) {
        if (part instanceof BinaryLogicOperator operator) {
            return operator.getChildren().stream();
        }
        if (part instanceof Not not) {
            return Stream.of(not.getFilter());
        }
        if (part instanceof BinaryComparisonOperator comparison) {
            return Stream.of(comparison.getExpression1(), comparison.getExpression2());
        }
        if (part instanceof BinarySpatialOperator spatial) {
            return Stream.of(spatial.getExpression1(), spatial.getExpression2());
        }
        if (part instanceof BinaryTemporalOperator temporal) {
            return Stream.of(temporal.getExpression1(), temporal.getExpression2());
        }
        return partsOfOthers(part);
    }

    private static Stream<?> partsOfOthers(Object part) {
        if (part instanceof PropertyIsBetween between) {
            return Stream.of(between.getExpression(), between.getLowerBoundary(), between.getUpperBoundary());
        }
        if (part instanceof PropertyIsLike like) {
            return Stream.of(like.getExpression());
        }
        if (part instanceof PropertyIsNull isNull) {
            return Stream.of(isNull.getExpression());
        }
        if (part instanceof BinaryExpression calculation) {
            return Stream.of(calculation.getExpression1(), calculation.getExpression2());
        }
        return part instanceof Function function ? function.getParameters().stream() : Stream.empty();
    }
}
