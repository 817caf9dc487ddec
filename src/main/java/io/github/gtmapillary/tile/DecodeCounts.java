package io.github.gtmapillary.tile;

import io.github.gtmapillary.model.DecodeListener;

/** Counts the features of tiles as they are decoded. An instance must not be shared between threads. */
public final class DecodeCounts {
    final DecodeListener listener;
    long decoded;
    long kept;

    /** Makes counts without a listener. */
    public DecodeCounts() {
        this(DecodeListener.NONE);
    }

    /**
     * Makes counts with a listener.
     *
     * @param listener is called for each part of a tile that does not become part of the rows
     */
    public DecodeCounts(DecodeListener listener) {
        this.listener = listener;
    }

    /**
     * Adds features that other code decoded.
     *
     * @param moreDecoded the features that it decoded
     * @param moreKept the features among them that fulfilled the condition
     */
    public void add(long moreDecoded, long moreKept) {
        decoded += moreDecoded;
        kept += moreKept;
    }

    /**
     * Returns the number of features that were tested.
     *
     * @return at least {@link #kept()}
     */
    public long decoded() {
        return decoded;
    }

    /**
     * Returns the number of features that fulfilled the condition.
     *
     * @return at most {@link #decoded()}
     */
    public long kept() {
        return kept;
    }
}
