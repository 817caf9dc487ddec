package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.world.Position;

/** A box in degrees, its edges included; never across the date line. */
record BoundingBox(double west, double south, double east, double north) {

    BoundingBox {
        if (!(west >= -180 && west <= east && east <= 180 && south >= -90 && south <= north && north <= 90)) {
            throw new IllegalArgumentException("not a box: " + west + "," + south + "," + east + "," + north);
        }
    }

    /** Reads {@code west,south,east,north}. */
    static BoundingBox parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("four numbers make a box: " + text);
        }
        return new BoundingBox(
                Double.parseDouble(parts[0]),
                Double.parseDouble(parts[1]),
                Double.parseDouble(parts[2]),
                Double.parseDouble(parts[3]));
    }

    boolean contains(Position place) {
        return place.lon() >= west && place.lon() <= east && place.lat() >= south && place.lat() <= north;
    }

    /** Degrees from a place inside to the nearest edge. */
    double depth(Position place) {
        return Math.min(
                Math.min(place.lon() - west, east - place.lon()), Math.min(place.lat() - south, north - place.lat()));
    }

    double longerSide() {
        return Math.max(east - west, north - south);
    }
}
