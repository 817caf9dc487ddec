package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts of what clients did in some period. No count is negative.
 *
 * @param requests requests sent to a host, including repeated ones
 * @param retries requests that were sent again after a failure
 * @param cacheHits requests that a cache answered; {@code requests} does not include them
 * @param bytes bytes received
 * @param failures requests that failed for good, by kind
 */
public record Counters(long requests, long retries, long cacheHits, long bytes, SortedMap<FailureKind, Long> failures) {

    private static final String REQUESTS = "requests";
    private static final String RETRIES = "retries";
    private static final String CACHE_HITS = "cache-hits";
    private static final String BYTES = "bytes";
    private static final String FAILED = "failed/";

    public static final Counters NONE = new Counters(0, 0, 0, 0, Collections.emptySortedMap());

    /** @throws IllegalArgumentException if a count is negative */
    public Counters {
        failures = Collections.unmodifiableSortedMap(new TreeMap<>((Map<FailureKind, Long>) failures));
        if (requests < 0
                || retries < 0
                || cacheHits < 0
                || bytes < 0
                || failures.values().stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("counts must not be negative, but are " + requests + ", " + retries
                    + ", " + cacheHits + ", " + bytes + " and " + failures);
        }
    }

    /** The counters by their names in files, without zeros. */
    public SortedMap<String, Long> byName() {
        SortedMap<String, Long> byName = new TreeMap<>();
        byName.put(REQUESTS, requests);
        byName.put(RETRIES, retries);
        byName.put(CACHE_HITS, cacheHits);
        byName.put(BYTES, bytes);
        failures.forEach((kind, count) -> byName.put(FAILED + kind.name(), count));
        byName.values().removeIf(count -> count == 0);
        return byName;
    }

    /** Reverses {@link #byName}, ignoring names that this version does not know. */
    public static Counters named(Map<String, Long> byName) {
        SortedMap<FailureKind, Long> failures = new TreeMap<>();
        byName.forEach((name, count) -> {
            if (name.startsWith(FAILED) && count > 0) {
                FailureKind.named(name.substring(FAILED.length())).ifPresent(kind -> failures.put(kind, count));
            }
        });
        return new Counters(
                byName.getOrDefault(REQUESTS, 0L),
                byName.getOrDefault(RETRIES, 0L),
                byName.getOrDefault(CACHE_HITS, 0L),
                byName.getOrDefault(BYTES, 0L),
                failures);
    }

    /** The increase since earlier counters; counters only grow. */
    public Counters since(Counters earlier) {
        SortedMap<FailureKind, Long> newer = new TreeMap<>(failures);
        earlier.failures.forEach((kind, count) -> newer.merge(kind, -count, Long::sum));
        newer.values().removeIf(count -> count == 0);
        return new Counters(
                requests - earlier.requests,
                retries - earlier.retries,
                cacheHits - earlier.cacheHits,
                bytes - earlier.bytes,
                newer);
    }
}
