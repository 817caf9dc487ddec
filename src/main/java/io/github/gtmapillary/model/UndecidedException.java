package io.github.gtmapillary.model;

/**
 * A condition cannot be decided for a feature, because a value that it tests cannot be read. The exception has no stack trace,
 * because many features may share such a value.
 */
public final class UndecidedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param reason a sentence with a full stop
     */
    public UndecidedException(String reason) {
        super(reason, null, false, false);
    }
}
