package io.github.gtmapillary.tile;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * From pixels of one tile to degrees. A pixel stands for its north-western corner, so that equal places in neighbouring tiles get
 * equal coordinates, bit for bit.
 */
final class PixelGrid {
    private final TileId tile;
    private final int extent;
    /** By row, the latitude; null if latitudes are computed anew each time. */
    private final double @Nullable [] latitudes;

    private PixelGrid(TileId tile, int extent, double @Nullable [] latitudes) {
        this.tile = tile;
        this.extent = extent;
        this.latitudes = latitudes;
    }

    /**
     * Makes a grid.
     *
     * @param tile the tile
     * @param extent pixels along its side
     */
    PixelGrid(TileId tile, int extent) {
        this(tile, extent, null);
    }

    /** The same grid with a table of the latitudes of its rows, which costs as much as computing that many. */
    PixelGrid withTable() {
        double[] table = new double[extent + 1];
        for (int row = 0; row < table.length; row++) {
            table[row] = lat(row);
        }
        return new PixelGrid(tile, extent, table);
    }

    TileId tile() {
        return tile;
    }

    int extent() {
        return extent;
    }

    double lon(long x) {
        return WebMercator.lon((tile.x() + (double) x / extent) / (1L << tile.zoom()));
    }

    double lat(long y) {
        return latitudes != null && y >= 0 && y < latitudes.length
                ? latitudes[(int) y]
                : WebMercator.lat((tile.y() + (double) y / extent) / (1L << tile.zoom()));
    }

    Coordinate position(long x, long y) {
        return new Coordinate(lon(x), lat(y));
    }

    /** Whether the tile owns the pixel: its far edges belong to its neighbours. */
    boolean owns(long x, long y) {
        return x >= 0 && x < extent && y >= 0 && y < extent;
    }

    /** Whether the pixel lies in the tile or no more than a tile's side away from it. */
    boolean reaches(long x, long y) {
        return x >= -extent && x <= 2L * extent && y >= -extent && y <= 2L * extent;
    }

    /** In bytes. */
    int size() {
        return latitudes == null ? 0 : 8 * latitudes.length;
    }
}
