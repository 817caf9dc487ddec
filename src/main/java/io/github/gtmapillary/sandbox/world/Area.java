package io.github.gtmapillary.sandbox.world;

import java.util.List;

/**
 * A rectangle with streets, in degrees.
 *
 * @param name name of the place
 * @param west -180 to 180
 * @param south -90 to 90
 * @param east greater than west, and greater than 180 where the area lies on both sides of the date line
 * @param north greater than south, at most 90
 * @param share its part of all sequences; the shares of all areas add up to 1
 */
record Area(String name, double west, double south, double east, double north, double share) {

    static final List<Area> ALL = List.of(
            new Area("Malmö", 12.962, 55.588, 13.013, 55.612, 0.62),
            new Area("Panama City", -79.556, 8.940, -79.518, 8.966, 0.20),
            new Area("0/0", -0.008, -0.008, 0.008, 0.008, 0.06),
            new Area("the date line in Fiji", 179.996, -16.81, 180.004, -16.79, 0.07),
            new Area("Tromsø", 18.930, 69.644, 18.970, 69.656, 0.05));

    /** As {@code west,south,east,north}; a west that is greater than the east crosses the date line. */
    String box() {
        // in whole millionths, since 180.004 - 360 is not -179.996 in binary
        double eastern = east > 180 ? Math.round((east - 360) * 1e6) / 1e6 : east;
        return west + "," + south + "," + eastern + "," + north;
    }
}
