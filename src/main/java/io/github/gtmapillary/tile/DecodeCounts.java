package io.github.gtmapillary.tile;

import io.github.gtmapillary.model.DecodeListener;

/** Counts features while tiles are decoded; not safe for several threads. */
public final class DecodeCounts {
    final DecodeListener listener;
    long decoded;
    long kept;

    /** Counts that tell nobody what is left out. */
    public DecodeCounts() {
        this(DecodeListener.NONE);
    }

    /** @param listener told of what is in tiles and does not become part of the rows */
    public DecodeCounts(DecodeListener listener) {
        this.listener = listener;
    }

    /** Adds features that were decoded elsewhere. */
    public void add(long moreDecoded, long moreKept) {
        decoded += moreDecoded;
        kept += moreKept;
    }

    /** Features looked at. */
    public long decoded() {
        return decoded;
    }

    /** Features that fulfilled the condition. */
    public long kept() {
        return kept;
    }
}
