package io.github.gtmapillary.sandbox.world;

/**
 * The position of a place in a tile: the north-west corner of its pixel at zoom 14 (4096 pixels to a tile). The service
 * truncates and does not round.
 *
 * @param x pixels east of longitude -180, 0 inclusive to 2^26 exclusive
 * @param y pixels south of the tiles' north edge, 0 inclusive to 2^26 exclusive
 */
public record GridPosition(long x, long y) {

    public static final int ZOOM = 14;

    /** Pixels around the world. */
    public static final long SIZE = (long) TileCoord.EXTENT << ZOOM;

    public GridPosition {
        if (x < 0 || x >= SIZE || y < 0 || y >= SIZE) {
            throw new IllegalArgumentException("outside the grid of zoom 14: " + x + ", " + y);
        }
    }

    /** Returns the pixel that contains the place. */
    public static GridPosition of(Position position) {
        double lat = Math.toRadians(position.lat());
        double mercator = Math.log(Math.tan(lat) + 1 / Math.cos(lat)) / Math.PI;
        long x = (long) Math.floor((position.lon() + 180) / 360 * SIZE);
        return new GridPosition(Math.min(x, SIZE - 1), (long) Math.floor((1 - mercator) / 2 * SIZE));
    }

    /** Returns degrees east, EPSG:4326. */
    public double lon() {
        return (double) x / SIZE * 360 - 180;
    }

    /** Returns degrees north, EPSG:4326. */
    public double lat() {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2.0 * y / SIZE))));
    }

    /** Returns the tile of zoom 14 that contains it. A point lies in exactly one tile. */
    public TileCoord tile() {
        return tile(ZOOM);
    }

    /** Returns the tile that contains it at a zoom of up to 14. */
    public TileCoord tile(int zoom) {
        Pixel pixel = pixel().atZoom(zoom);
        return new TileCoord(zoom, (int) (pixel.x() / TileCoord.EXTENT), (int) (pixel.y() / TileCoord.EXTENT));
    }

    public Pixel pixel() {
        return new Pixel(x, y);
    }
}
