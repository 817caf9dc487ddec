package io.github.gtmapillary.model;

import io.github.gtmapillary.failure.Place;
import org.locationtech.jts.geom.Envelope;

/**
 * A box in longitude and latitude (WGS 84, degrees, x east, y north), edges included.
 *
 * @param west least longitude
 * @param south least latitude
 * @param east greatest longitude, at least {@code west}
 * @param north greatest latitude, at least {@code south}
 */
public record Bbox(double west, double south, double east, double north) {

    /**
     * The latitude at which the square Web Mercator world ends, in degrees: {@code atan(sinh(π))}. No tile, hence no feature,
     * lies beyond it.
     */
    public static final double MAX_LATITUDE = Math.toDegrees(Math.atan(Math.sinh(Math.PI)));

    /** The part of the world that vector tiles cover. */
    public static final Bbox WORLD = new Bbox(-180, -MAX_LATITUDE, 180, MAX_LATITUDE);

    /** @throws IllegalArgumentException if a number is not finite, or an edge is on the wrong side of its opposite */
    public Bbox {
        if (!Double.isFinite(west) || !Double.isFinite(south) || !Double.isFinite(east) || !Double.isFinite(north)) {
            throw new IllegalArgumentException(
                    "a box needs four finite numbers: " + west + "," + south + "," + east + "," + north);
        }
        if (west > east || south > north) {
            throw new IllegalArgumentException(
                    "a box needs west <= east and south <= north: " + west + "," + south + "," + east + "," + north);
        }
    }

    /**
     * Makes a box of an envelope.
     *
     * @param envelope longitudes as x, latitudes as y
     * @return the same box
     * @throws IllegalArgumentException if the envelope is null (empty) or has a number that is not finite
     */
    public static Bbox of(Envelope envelope) {
        return new Bbox(envelope.getMinX(), envelope.getMinY(), envelope.getMaxX(), envelope.getMaxY());
    }

    /**
     * Returns this box as failures tell of it.
     *
     * @return the same box
     */
    public Place toPlace() {
        return new Place(west, south, east, north);
    }

    /**
     * Tells whether a position lies in this box. Positions on an edge do.
     *
     * @param lon longitude in degrees
     * @param lat latitude in degrees
     * @return whether the position lies inside or on an edge
     */
    public boolean contains(double lon, double lat) {
        return lon >= west && lon <= east && lat >= south && lat <= north;
    }

    /**
     * Tells whether another box lies in this one. The two may share edges.
     *
     * @param other another box
     * @return whether all of the other box lies inside
     */
    public boolean contains(Bbox other) {
        return west <= other.west && east >= other.east && south <= other.south && north >= other.north;
    }

    /**
     * Makes an envelope of this box.
     *
     * @return the same box for JTS, longitudes as x, latitudes as y
     */
    public Envelope toEnvelope() {
        return new Envelope(west, east, south, north);
    }

    @Override
    public String toString() {
        return west + "," + south + "," + east + "," + north;
    }
}
