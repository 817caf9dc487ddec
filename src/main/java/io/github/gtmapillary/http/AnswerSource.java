package io.github.gtmapillary.http;

/** Where an answer was had from. */
public enum AnswerSource {
    /** From Mapillary, just now. */
    NETWORK,
    /** From the memory of this process, young enough. */
    MEMORY,
    /** From the disk, young enough. */
    DISK,
    /** From memory or disk and past its age, because Mapillary can't be asked at present. */
    STALE
}
