package io.github.gtmapillary.sandbox;

/**
 * A point of the whole world's grid at some zoom, 4096 pixels to a tile.
 *
 * @param x pixels east of longitude -180; a line that is kept in one stroke over the date line runs below 0 or past the last
 *     column
 * @param y pixels south of the tiles' north edge
 */
public record Pixel(long x, long y) {

    /** The pixel that holds this pixel of zoom 14 at a lower zoom. */
    Pixel atZoom(int zoom) {
        int shift = GridPosition.ZOOM - zoom;
        return new Pixel(x >> shift, y >> shift);
    }

    Pixel moved(long east) {
        return new Pixel(x + east, y);
    }
}
