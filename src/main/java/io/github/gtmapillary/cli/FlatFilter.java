package io.github.gtmapillary.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.expression.Add;
import org.geotools.api.filter.expression.Divide;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Multiply;
import org.geotools.api.filter.expression.Subtract;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;

/**
 * Flattens conditions that GeoTools' parser nests: it reads {@code a OR b OR c} as {@code (a OR b) OR c}.
 *
 * <p>Code that reads or evaluates a filter recurses once per level, so some thousands of levels would overflow its stack. Conditions that
 * truly nest, such as functions and sums, may be {@link #MAX_LEVELS} deep. This class recurses too, but never deeper than that.
 */
final class FlatFilter extends DuplicatingFilterVisitor {

    /** Deeper than filters written by hand, and far below the stack limit of any thread. */
    static final int MAX_LEVELS = 200;

    private int level;

    private FlatFilter() {}

    /** @throws TooDeepException if more than {@link #MAX_LEVELS} levels nest */
    static Filter of(Filter filter) {
        return (Filter) filter.accept(new FlatFilter(), null);
    }

    @Override
    public Object visit(And filter, Object data) {
        return nested(() -> ff.and(children(filter, And.class, data)));
    }

    @Override
    public Object visit(Or filter, Object data) {
        return nested(() -> ff.or(children(filter, Or.class, data)));
    }

    /** Returns the operands in their order; an operand with the same operator is replaced by its own operands. */
    private List<Filter> children(BinaryLogicOperator filter, Class<? extends BinaryLogicOperator> same, Object data) {
        List<Filter> children = new ArrayList<>();
        Deque<Filter> open = new ArrayDeque<>(filter.getChildren());
        while (!open.isEmpty()) {
            Filter next = open.pop();
            if (same.isInstance(next)) {
                List<Filter> inner = same.cast(next).getChildren();
                for (int i = inner.size() - 1; i >= 0; i--) {
                    open.push(inner.get(i));
                }
            } else {
                children.add((Filter) next.accept(this, data));
            }
        }
        return children;
    }

    @Override
    public Object visit(Not filter, Object data) {
        return nested(() -> super.visit(filter, data));
    }

    @Override
    public Object visit(Function expression, Object data) {
        return nested(() -> super.visit(expression, data));
    }

    @Override
    public Object visit(Add expression, Object data) {
        return nested(() -> super.visit(expression, data));
    }

    @Override
    public Object visit(Subtract expression, Object data) {
        return nested(() -> super.visit(expression, data));
    }

    @Override
    public Object visit(Multiply expression, Object data) {
        return nested(() -> super.visit(expression, data));
    }

    @Override
    public Object visit(Divide expression, Object data) {
        return nested(() -> super.visit(expression, data));
    }

    private Object nested(Supplier<Object> visit) {
        if (level == MAX_LEVELS) {
            throw new TooDeepException();
        }
        level++;
        try {
            return visit.get();
        } finally {
            level--;
        }
    }

    /** The filter can be read, but it is too deep to be evaluated on every thread. */
    static final class TooDeepException extends RuntimeException {

        TooDeepException() {
            super("nests AND, OR, NOT, functions or sums more than " + MAX_LEVELS + " levels deep");
        }
    }
}
