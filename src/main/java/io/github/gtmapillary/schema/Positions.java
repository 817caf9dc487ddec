package io.github.gtmapillary.schema;

/** The two positions of an image; a data store uses one of them. */
public enum Positions {
    /** The position that the device reported. */
    ORIGINAL,
    /** The position that image processing computed. */
    COMPUTED
}
