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

    double lon(int x) {
        return WebMercator.lon((tile.x() + (double) x / extent) / (1L << tile.zoom()));
    }

    double lat(int y) {
        return WebMercator.lat((tile.y() + (double) y / extent) / (1L << tile.zoom()));
    }

    Coordinate position(int x, int y) {
        return new Coordinate(lon(x), lat(y));
    }

    /** Whether the tile owns the pixel: its far edges belong to its neighbours. */
    boolean owns(int x, int y) {
        return x >= 0 && x < extent && y >= 0 && y < extent;
    }
}
