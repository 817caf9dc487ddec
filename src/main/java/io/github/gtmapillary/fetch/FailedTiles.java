package io.github.gtmapillary.fetch;

/** A query's treatment of a tile that still fails after all repetitions. */
public enum FailedTiles {
    /** The query fails. */
    FAIL,
    /** The query leaves the tile out, warns, and counts it in its report. */
    SKIP
}
