package io.github.gtmapillary.plan;

/** The starting points of requests. Of plans with equal numbers of requests, the earlier one here is preferred. */
enum StartingPoint {
    ID,
    SEQUENCE,
    OWNER,
    PLACE,
    USER
}
