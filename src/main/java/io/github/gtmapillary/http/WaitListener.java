package io.github.gtmapillary.http;

import java.time.Instant;

/** Hears that a query begins to stand still. Called on any thread, and may be for each of a query's requests. */
@FunctionalInterface
public interface WaitListener {

    /**
     * A query waits, for some seconds at least.
     *
     * @param cause what for, such as {@code the pace of tiles.mapillary.com}
     * @param until when it is expected to go on
     */
    void waits(String cause, Instant until);
}
