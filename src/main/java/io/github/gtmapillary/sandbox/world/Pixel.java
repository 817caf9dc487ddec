package io.github.gtmapillary.sandbox.world;

/**
 * A point of the whole world's grid at some zoom, 4096 pixels to a tile.
 *
 * @param x pixels east of longitude -180; below 0 or past the last column in a line that crosses the date line unbroken
 * @param y pixels south of the tiles' north edge
 */
public record Pixel(long x, long y) {

    /** Returns the pixel at a lower zoom that contains this pixel of zoom 14. */
    public Pixel atZoom(int zoom) {
        int shift = GridPosition.ZOOM - zoom;
        return new Pixel(x >> shift, y >> shift);
    }

    public Pixel moved(long east) {
        return new Pixel(x + east, y);
    }
}
