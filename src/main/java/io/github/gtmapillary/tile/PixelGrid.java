package io.github.gtmapillary.tile;

import org.locationtech.jts.geom.Coordinate;

/**
 * From pixels of one tile to degrees. A pixel stands for its north-western corner, so that equal places in neighbouring tiles get
 * equal coordinates, bit for bit.
 *
 * @param tile the tile
 * @param extent pixels along its side
 */
record PixelGrid(TileId tile, int extent) {

    double lon(long x) {
        return WebMercator.lon((tile.x() + (double) x / extent) / (1L << tile.zoom()));
    }

    double lat(long y) {
        return WebMercator.lat((tile.y() + (double) y / extent) / (1L << tile.zoom()));
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
}
