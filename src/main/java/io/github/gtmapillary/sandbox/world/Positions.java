package io.github.gtmapillary.sandbox.world;

/** Selects one of the two positions of an image. */
public enum Positions {
    /** The position that the camera recorded. */
    ORIGINAL,
    /** The position that reconstruction corrected. Images without reconstruction have none. */
    COMPUTED
}
