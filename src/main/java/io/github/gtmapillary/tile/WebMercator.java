package io.github.gtmapillary.tile;

/**
 * Converts from the unit square of spherical Web Mercator (EPSG:3857) to degrees. In the square, x runs from 0 at 180° W to 1 at 180° E, y from 0 at the
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
}
