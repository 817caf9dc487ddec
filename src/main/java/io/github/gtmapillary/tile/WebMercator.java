package io.github.gtmapillary.tile;

import io.github.gtmapillary.model.Bbox;

/**
 * Between degrees and the unit square of spherical Web Mercator (EPSG:3857): x from 0 at 180° W to 1 at 180° E, y from 0 at the
 * northern edge (85.0511° N) to 1 at the southern.
 */
final class WebMercator {
    private WebMercator() {}

    static double lon(double x) {
        return x * 360 - 180;
    }

    static double lat(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y))));
    }

    static double x(double lon) {
        return (lon + 180) / 360;
    }

    /** Latitudes beyond the square are taken to its edge. */
    static double y(double lat) {
        double clamped = Math.max(-Bbox.MAX_LATITUDE, Math.min(Bbox.MAX_LATITUDE, lat));
        double sine = Math.sin(Math.toRadians(clamped));
        return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }
}
