package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What clients have done in some time. No count is negative; one that would be too large stays at {@link Long#MAX_VALUE}.
 *
 * @param requests sent to a host, repeated ones included
 * @param retries requests that were sent again because they had failed
 * @param cacheHits requests that a cache answered, which are not in {@code requests}
 * @param bytes received
 * @param failures requests that failed for good by kind
 */
public record Counters(long requests, long retries, long cacheHits, long bytes, SortedMap<FailureKind, Long> failures) {

    static final Counters NONE = new Counters(0, 0, 0, 0, Collections.emptySortedMap());

    /** @throws IllegalArgumentException on a negative count */
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

    Counters plus(Counters more) {
        SortedMap<FailureKind, Long> all = new TreeMap<>(failures);
        more.failures.forEach((kind, count) -> all.merge(kind, count, Counters::sum));
        return new Counters(
                sum(requests, more.requests),
                sum(retries, more.retries),
                sum(cacheHits, more.cacheHits),
                sum(bytes, more.bytes),
                all);
    }

    /** What has been counted since then: these counters have only grown. */
    Counters since(Counters earlier) {
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

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }
}
