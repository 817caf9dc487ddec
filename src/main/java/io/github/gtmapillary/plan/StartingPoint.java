package io.github.gtmapillary.plan;

/**
 * The starting points of requests. Of plans with equal numbers of requests, the planner prefers the one whose starting point is listed
 * first.
 */
enum StartingPoint {
    ID,
    SEQUENCE,
    OWNER,
    PLACE,
    USER
}
