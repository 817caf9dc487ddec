package io.github.gtmapillary.schema;

/** The two positions of an image, one of which counts. */
public enum Positions {
    /** The position that the device reported. */
    ORIGINAL,
    /** The position that image processing computed. */
    COMPUTED
}
