package io.github.gtmapillary.http;

/**
 * A reader's result for the body of an answer. A cache in memory may keep it with the answer, so that the next reader need not read the
 * body again. It does not change the answer's meaning, and many threads may use it.
 */
public interface ParsedBody {
    /** The memory that it takes, in bytes, without the body itself. */
    long size();
}
