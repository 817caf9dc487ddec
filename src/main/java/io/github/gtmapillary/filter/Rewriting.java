package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import java.io.Serial;

/** Carries an {@link InvalidQueryException} out of a GeoTools visitor, whose methods cannot throw checked exceptions. */
final class Rewriting {
    private Rewriting() {}

    /** A step of a visitor that may reject the query. */
    interface Step<T> {
        T run() throws InvalidQueryException;
    }

    /** Runs a step in a method of a visitor. */
    static <T> T inVisitor(Step<T> step) {
        try {
            return step.run();
        } catch (InvalidQueryException e) {
            throw new Mistake(e);
        }
    }

    /** Runs a whole visitor, and throws the exception of the step that failed. */
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
