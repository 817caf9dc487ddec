package io.github.gtmapillary.tile;

/** Counts features while tiles are decoded; not safe for several threads. */
public final class DecodeCounts {
    long decoded;
    long kept;

    /** Features looked at. */
    public long decoded() {
        return decoded;
    }

    /** Features that fulfilled the condition. */
    public long kept() {
        return kept;
    }
}
