package io.github.gtmapillary.sandbox.world;

/**
 * A place on the ground in EPSG:4326, longitude first.
 *
 * @param lon degrees east, -180 inclusive to 180 exclusive
 * @param lat degrees north, within the square of the web Mercator tiles (±{@value #MAX_LATITUDE})
 */
public record Position(double lon, double lat) {

    /** The edge of the tiles. The world has no entities nearer to a pole. */
    static final double MAX_LATITUDE = 85.0511;

    private static final double METRES_PER_DEGREE = 111_320;

    public Position {
        if (!(lon >= -180 && lon < 180)) {
            throw new IllegalArgumentException("longitude outside [-180, 180): " + lon);
        }
        if (!(Math.abs(lat) <= MAX_LATITUDE)) {
            throw new IllegalArgumentException("latitude beyond the tiles: " + lat);
        }
    }

    /** Returns the place with its longitude normalized to [-180, 180). */
    static Position wrapped(double lon, double lat) {
        return new Position(lon - 360 * Math.floor((lon + 180) / 360), lat);
    }

    /** Returns the place that lies the given metres east and north of this one. */
    Position moved(double east, double north) {
        return wrapped(lon + degreesEast(east, lat), lat + degreesNorth(north));
    }

    public static double degreesEast(double metres, double lat) {
        return metres / (METRES_PER_DEGREE * Math.cos(Math.toRadians(lat)));
    }

    public static double degreesNorth(double metres) {
        return metres / METRES_PER_DEGREE;
    }
}
