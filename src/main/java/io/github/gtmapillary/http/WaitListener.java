package io.github.gtmapillary.http;

import java.time.Instant;

/** Learns that a query begins to stand still. It may be called on any thread, once for each of the query's requests. */
@FunctionalInterface
public interface WaitListener {

    /**
     * Reports that a query waits, for some seconds at least.
     *
     * @param cause the reason of the wait, such as {@code the pace of tiles.mapillary.com}
     * @param until when the query is expected to go on
     */
    void waits(String cause, Instant until);
}
