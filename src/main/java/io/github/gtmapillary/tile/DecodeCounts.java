package io.github.gtmapillary.tile;

/** Counts features while tiles are decoded; not safe for several threads. */
public final class DecodeCounts {
    long decoded;
    long kept;

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
