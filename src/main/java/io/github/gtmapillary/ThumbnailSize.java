package io.github.gtmapillary;

import java.util.Arrays;
import java.util.Optional;

/** The width of an image's picture (API documentation, "Image": {@code thumb_256_url} to {@code thumb_original_url}). */
public enum ThumbnailSize {
    /** 256 pixels wide. */
    WIDTH_256("256"),
    /** 1024 pixels wide. */
    WIDTH_1024("1024"),
    /** 2048 pixels wide. */
    WIDTH_2048("2048"),
    /** The uploaded file; some images lack it. */
    ORIGINAL("original");

    private final String label;

    ThumbnailSize(String label) {
        this.label = label;
    }

    /**
     * Finds the size of a label.
     *
     * @param label as {@link #label} gives it
     * @return the size, empty if none has this label
     */
    public static Optional<ThumbnailSize> labelled(String label) {
        return Arrays.stream(values()).filter(size -> size.label.equals(label)).findFirst();
    }

    /** {@return {@code 256}, {@code 1024}, {@code 2048} or {@code original}} */
    public String label() {
        return label;
    }

    /** The attribute of {@code image_entities} with the picture's address. */
    String attribute() {
        return "thumb_" + label + "_url";
    }
}
