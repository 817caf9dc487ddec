package io.github.gtmapillary.model;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;

/** The query cannot be answered as it is written. The message says which part is wrong, and how to change it. */
public class InvalidQueryException extends MapillaryException {
    /**
     * A condition that messages give as an example. Without the reference system, GeoServer's WFS 1.1 and newer would take the first
     * number for a latitude.
     */
    public static final String EXAMPLE_BOX = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61, 'CRS:84')";

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message which part of the query is wrong, and how to change it
     */
    public InvalidQueryException(String message) {
        super(FailureKind.QUERY, message);
    }

    /**
     * Makes an exception with a cause.
     *
     * @param message which part of the query is wrong, and how to change it
     * @param cause the failure that showed the mistake
     */
    public InvalidQueryException(String message, Throwable cause) {
        super(FailureKind.QUERY, message, cause);
    }

    /** For queries that are written well, but ask for too much. */
    protected InvalidQueryException(FailureKind kind, String message) {
        super(kind, message);
    }
}
