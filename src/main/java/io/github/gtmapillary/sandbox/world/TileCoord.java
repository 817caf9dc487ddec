package io.github.gtmapillary.sandbox.world;

/**
 * A tile in the XYZ scheme of web Mercator tiles.
 *
 * @param zoom 0 to 22
 * @param x column, 0 is the one east of the date line
 * @param y row, 0 is the northernmost
 */
public record TileCoord(int zoom, int x, int y) {

    /** Units along a tile's side. */
    public static final int EXTENT = 4096;

    static final int MAX_ZOOM = 22;

    public TileCoord {
        if (zoom < 0 || zoom > MAX_ZOOM) {
            throw new IllegalArgumentException("zoom outside 0.." + MAX_ZOOM + ": " + zoom);
        }
        if (!inRange(zoom, x) || !inRange(zoom, y)) {
            throw new IllegalArgumentException("no tile " + zoom + "/" + x + "/" + y);
        }
    }

    /** Returns whether the zoom has a column or row of that number. */
    public static boolean inRange(int zoom, int columnOrRow) {
        return columnOrRow >= 0 && columnOrRow < 1 << zoom;
    }

    /** Returns the global x of the tile's west edge, in pixels of its zoom. */
    public long left() {
        return (long) x * EXTENT;
    }

    /** Returns the global y of the tile's north edge, in pixels of its zoom. */
    public long top() {
        return (long) y * EXTENT;
    }
}
