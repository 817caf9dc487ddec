package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A client's state, and its counts since its creation.
 *
 * @param requests requests sent to a host, including repeated ones
 * @param retries requests that were sent again after a failure
 * @param cacheHits requests that a cache answered; {@code requests} does not include them
 * @param bytes bytes received
 * @param failures requests that failed for good, by kind
 * @param waiting number of requests that wait for their turn at the pace of the settings
 * @param tilesLeftToday remaining tiles until the UTC day ends; empty for no limit
 * @param tilesBlockedUntil next try of the tiles host, if it blocks this address; empty if it does not
 * @param graphBlockedUntil the same for the Graph API
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

    /** The counts, without the state. */
    public Counters counters() {
        return new Counters(requests, retries, cacheHits, bytes, failures);
    }
}
