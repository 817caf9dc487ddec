package io.github.gtmapillary.schema;

/** Which of an image's two positions counts. */
public enum Positions {
    /** As the device reported it. */
    ORIGINAL,
    /** As image processing computed it. */
    COMPUTED
}
