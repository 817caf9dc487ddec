package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a client is and what it has done since it was made.
 *
 * @param requests sent to a host, repeated ones included
 * @param retries requests that were sent again because they had failed
 * @param cacheHits requests that a cache answered, which are not in {@code requests}
 * @param bytes received
 * @param failures requests that failed for good by kind
 * @param waiting requests that wait for their turn at the pace of the settings
 * @param tilesLeftToday how many more tiles may be asked for until the UTC day ends; empty for any number
 * @param tilesBlockedUntil when the tiles host is tried again, which blocks this address; empty if it is asked
 * @param graphBlockedUntil likewise for the Graph API
 */
public record HealthReport(
        long requests,
        long retries,
        long cacheHits,
        long bytes,
        SortedMap<FailureKind, Long> failures,
        int waiting,
        Optional<Long> tilesLeftToday,
        Optional<Instant> tilesBlockedUntil,
        Optional<Instant> graphBlockedUntil) {

    public HealthReport {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>((Map<FailureKind, Long>) failures));
    }

    /** The client's counts, without its state. */
    public Counters counters() {
        return new Counters(requests, retries, cacheHits, bytes, failures);
    }
}
