package io.github.gtmapillary.tile;

import java.util.Comparator;

/**
 * A tile of the XYZ scheme over the Web Mercator square.
 *
 * @param zoom 0 to 24; the square has 2^zoom tiles a side
 * @param x column; column 0 is the western-most and begins at 180° W
 * @param y row; row 0 is the northern-most
 */
public record TileId(int zoom, int x, int y) implements Comparable<TileId> {

    private static final Comparator<TileId> NATURAL =
            Comparator.comparingInt(TileId::zoom).thenComparingInt(TileId::x).thenComparingInt(TileId::y);

    /** @throws IllegalArgumentException if there is no such tile */
    public TileId {
        if (zoom < 0 || zoom > 24 || x < 0 || y < 0 || x >> zoom != 0 || y >> zoom != 0) {
            throw new IllegalArgumentException("there is no tile " + zoom + "/" + x + "/" + y);
        }
    }

    /** Orders tiles by zoom, then column, then row. */
    @Override
    public int compareTo(TileId other) {
        return NATURAL.compare(this, other);
    }

    @Override
    public String toString() {
        return zoom + "/" + x + "/" + y;
    }
}
