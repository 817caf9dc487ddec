package io.github.gtmapillary.http;

/** The source of an answer. */
public enum AnswerSource {
    /** From Mapillary, just now. */
    NETWORK,
    /** From this process's memory, and still fresh. */
    MEMORY,
    /** From the disk, and still fresh. */
    DISK,
    /** From memory or disk and expired, served because Mapillary can't be asked at present. */
    STALE
}
