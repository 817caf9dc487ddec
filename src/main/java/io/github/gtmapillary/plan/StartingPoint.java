package io.github.gtmapillary.plan;

/** What requests can start from, in the order in which plans with equal numbers of requests are preferred. */
enum StartingPoint {
    ID,
    SEQUENCE,
    OWNER,
    PLACE,
    USER
}
