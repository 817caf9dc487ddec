package io.github.gtmapillary.sandbox;

/** Which of an image's two positions is meant. */
public enum Positions {
    /** As the camera recorded it. */
    ORIGINAL,
    /** As reconstruction corrected it; images that were not reconstructed have none. */
    COMPUTED
}
