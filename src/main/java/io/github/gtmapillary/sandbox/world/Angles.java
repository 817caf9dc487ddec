package io.github.gtmapillary.sandbox.world;

/** Compass angles in degrees clockwise from north. */
final class Angles {

    private Angles() {}

    /** Returns the same direction in [0, 360). */
    static double normalized(double degrees) {
        double rest = degrees - 360 * Math.floor(degrees / 360);
        // a tiny negative angle rounds up to a full turn
        return rest >= 360 ? 0 : rest;
    }
}
