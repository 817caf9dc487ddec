package io.github.gtmapillary.schema;

/** What the Graph API knows by id. */
public enum EntityKind {
    IMAGE,
    /** A point or a traffic sign. */
    MAP_FEATURE,
    /** Something found in one image. */
    DETECTION,
    ORGANIZATION
}
