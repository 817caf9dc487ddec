package io.github.gtmapillary.model;

import java.io.IOException;

/** The query itself can't be answered as it is written: the caller has to change it. The message says what. */
public class InvalidQueryException extends IOException {
    /**
     * A condition that messages give as an example. Without the reference system, GeoServer's WFS 1.1 and newer would take the first
     * number for a latitude.
     */
    public static final String EXAMPLE_BOX = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61, 'CRS:84')";

    private static final long serialVersionUID = 1L;

    public InvalidQueryException(String message) {
        super(message);
    }

    public InvalidQueryException(String message, Throwable cause) {
        super(message, cause);
    }
}
