package io.github.gtmapillary.model;

/**
 * A condition can't be decided for a candidate, because a value that it tests can't be read. It has no stack trace: many candidates
 * may share such a value.
 */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason a sentence with a full stop */
    public UndecidedException(String reason) {
        super(reason, null, false, false);
    }
}
