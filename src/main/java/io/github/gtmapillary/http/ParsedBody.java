package io.github.gtmapillary.http;

/**
 * What a reader made of the body of an answer. A cache in memory may keep it with the answer, so that the next reader need not read the
 * body again. It never changes what the answer means, and many threads may use it.
 */
public interface ParsedBody {
    /** What it takes in memory, in bytes, without the body itself. */
    long size();
}
