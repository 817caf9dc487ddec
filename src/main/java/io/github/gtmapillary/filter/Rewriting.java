package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import java.io.Serial;

/** Carries a caller's mistake out of a GeoTools visitor, whose methods may not throw checked exceptions. */
final class Rewriting {
    private Rewriting() {}

    /** Something that may find the query to be wrong. */
    interface Step<T> {
        T run() throws InvalidQueryException;
    }

    /** Runs a step inside of a visitor's method. */
    static <T> T inVisitor(Step<T> step) {
        try {
            return step.run();
        } catch (InvalidQueryException e) {
            throw new Mistake(e);
        }
    }

    /** Runs a visitor as a whole. */
    static <T> T ofFilter(Step<T> visit) throws InvalidQueryException {
        try {
            return visit.run();
        } catch (Mistake e) {
            throw e.mistake;
        }
    }

    private static final class Mistake extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final InvalidQueryException mistake;

        Mistake(InvalidQueryException mistake) {
            super(mistake);
            this.mistake = mistake;
        }
    }
}
