package io.github.gtmapillary.sandbox.world;

/**
 * A place along a course through the streets.
 *
 * @param lon degrees, past 180 where the course crosses the date line
 * @param lat degrees
 * @param bearing direction of travel in degrees clockwise from north, [0, 360)
 * @param corner whether it is a street corner; courses that come by again meet it exactly
 */
record Waypoint(double lon, double lat, double bearing, boolean corner) {}
