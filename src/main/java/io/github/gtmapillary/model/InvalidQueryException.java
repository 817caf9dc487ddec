package io.github.gtmapillary.model;

import java.io.IOException;

/** The query itself can't be answered as it is written: the caller has to change it. The message says what. */
public final class InvalidQueryException extends IOException {
    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message);
    }

    public InvalidQueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
