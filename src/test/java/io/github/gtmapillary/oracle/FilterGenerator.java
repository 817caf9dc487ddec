package io.github.gtmapillary.oracle;

import java.util.List;
import java.util.Random;

/**
 * Draws filters by chance: terms, joined by AND, OR and NOT. All tests of random filters draw them here. They differ in the terms that
 * they may use and in how these are joined.
 *
 * @param random a source with a fixed seed, so that each run draws the same filters
 * @param terms the terms, drawn equally often; a term that is listed twice is drawn twice as often
 * @param joints how terms are joined
 * @param <F> how filters are written, and how their meaning is known
 */
public record FilterGenerator<F extends FilterGenerator.Operand<F>>(Random random, List<Term<F>> terms, Joints joints) {

    /** A filter that can be joined with others. */
    public interface Operand<F> {
        F and(F other);

        F or(F other);

        F not();
    }

    /** Draws filters of one kind. */
    @FunctionalInterface
    public interface Term<F> {
        F draw(Random random);
    }

    /** An operator that joins two filters. */
    public enum Operator {
        AND {
            @Override
            <F extends Operand<F>> F join(F first, F second) {
                return first.and(second);
            }
        },
        OR {
            @Override
            <F extends Operand<F>> F join(F first, F second) {
                return first.or(second);
            }
        },
        /** Negates the first and drops the second. */
        NOT {
            @Override
            <F extends Operand<F>> F join(F first, F second) {
                return first.not();
            }
        };

        abstract <F extends Operand<F>> F join(F first, F second);
    }

    /** A share of all draws, as a fraction. */
    public record Share(int part, int of) {
        public static final Share NONE = new Share(0, 1);

        private boolean holds(Random random) {
            return part > 0 && random.nextInt(of) < part;
        }
    }

    /**
     * How terms are joined.
     *
     * @param joined the share of filters that join two others, where the depth allows it
     * @param negated the share of terms that are negated
     * @param operators the operators that join filters, drawn equally often
     */
    public record Joints(Share joined, Share negated, List<Operator> operators) {
        public Joints {
            operators = List.copyOf(operators);
        }
    }

    public FilterGenerator {
        terms = List.copyOf(terms);
    }

    /**
     * Draws a filter.
     *
     * @param depth how many levels of operators it may have
     */
    public F draw(int depth) {
        if (depth > 0 && joints.joined.holds(random)) {
            F first = draw(depth - 1);
            F second = draw(depth - 1);
            return joints.operators.get(random.nextInt(joints.operators.size())).join(first, second);
        }
        F term = terms.get(random.nextInt(terms.size())).draw(random);
        return joints.negated.holds(random) ? term.not() : term;
    }

    /**
     * Draws a filter that accepts nothing beyond two places.
     *
     * @param here draws filters that the first place bounds
     * @param there draws filters that the second place bounds
     */
    public F bounded(Term<F> here, Term<F> there) {
        F where = here.draw(random);
        F what = draw(2);
        F elsewhere = there.draw(random);
        return switch (random.nextInt(9)) {
            case 0 -> where;
            case 1 -> where.or(elsewhere);
            case 2 -> where.and(what).or(elsewhere.and(draw(1)));
            case 3 -> where.and(here.draw(random)).and(what);
            case 4 -> where.and(here.draw(random).not());
            case 5 -> where.and(what.not());
            case 6 -> what.and(where.or(elsewhere));
            default -> where.and(what);
        };
    }
}
