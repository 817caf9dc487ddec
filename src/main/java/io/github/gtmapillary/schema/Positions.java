package io.github.gtmapillary.schema;

/** Which of an image's two positions counts. */
public enum Positions {
    /** What the device said. */
    ORIGINAL,
    /** What image processing found. */
    COMPUTED
}
