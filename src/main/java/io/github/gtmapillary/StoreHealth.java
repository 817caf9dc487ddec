package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.HealthReport;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The state of a data store and its counts since it was opened.
 *
 * @param requests requests sent to Mapillary, including repeated ones
 * @param retries requests that were sent again after a failure
 * @param cacheHits requests that a cache answered; {@code requests} does not include them
 * @param bytes bytes received
 * @param failures requests that failed for good, by kind
 * @param waiting requests that wait for the pace of {@code tiles_per_minute} or {@code graph_per_minute}
 * @param tilesLeftToday the rest of {@code tiles_per_day} until midnight UTC; empty without a limit
 * @param tilesBlockedUntil the time of the next request that tests a block by the tiles host; empty without a block
 * @param graphBlockedUntil the same for the Graph API
 */
public record StoreHealth(
        long requests,
        long retries,
        long cacheHits,
        long bytes,
        SortedMap<FailureKind, Long> failures,
        int waiting,
        Optional<Long> tilesLeftToday,
        Optional<Instant> tilesBlockedUntil,
        Optional<Instant> graphBlockedUntil) {

    static StoreHealth of(HealthReport report) {
        return new StoreHealth(
                report.requests(),
                report.retries(),
                report.cacheHits(),
                report.bytes(),
                report.failures(),
                report.waiting(),
                report.tilesLeftToday(),
                report.tilesBlockedUntil(),
                report.graphBlockedUntil());
    }

    /** {@return a few lines for a person} */
    public String text() {
        return requests + " requests, " + retries + " of them repeated, " + cacheHits + " answered by the cache, "
                + bytes + " bytes, " + waiting + " waiting\n"
                + "failed: " + text(failures) + "\n"
                + "tiles left today: " + tilesLeftToday.map(String::valueOf).orElse("any number")
                + blocked("\ntiles", tilesBlockedUntil)
                + blocked("\nGraph API", graphBlockedUntil);
    }

    static String text(SortedMap<FailureKind, Long> failures) {
        return failures.isEmpty()
                ? "none"
                : failures.entrySet().stream()
                        .map(kind -> kind.getValue() + " " + kind.getKey())
                        .collect(Collectors.joining(", "));
    }

    private static String blocked(String host, Optional<Instant> until) {
        return until.map(time -> host + ": blocks this address, tried again at " + time)
                .orElse("");
    }
}
