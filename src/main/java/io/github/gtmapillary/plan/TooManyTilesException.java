package io.github.gtmapillary.plan;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;

/** A query would need more tiles than {@code max_tiles} allows. The message names both numbers. */
public final class TooManyTilesException extends MapillaryException {
    private static final long serialVersionUID = 1L;

    /**
     * Refuses a query.
     *
     * @param tiles the number of tiles that it touches, more than {@code maxTiles}
     * @param zoom the zoom of these tiles
     * @param maxTiles the limit of the settings
     */
    public TooManyTilesException(String typeName, long tiles, int zoom, int maxTiles) {
        super(
                FailureKind.QUERY_TOO_LARGE,
                "The query on " + typeName + " touches " + tiles + " tiles of zoom " + zoom + ", more than max_tiles="
                        + maxTiles + " allows: ask for a smaller area, or raise max_tiles");
    }
}
