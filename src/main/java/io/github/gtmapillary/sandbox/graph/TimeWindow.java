package io.github.gtmapillary.sandbox.graph;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/**
 * The time range of a search. Both ends are inclusive in whole seconds, so the whole last second matches. An unknown time
 * matches only a range without ends.
 */
record TimeWindow(Optional<Instant> start, Optional<Instant> end) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'HH:mm[:ss[.SSSSSSSSS][.SSSSSS][.SSS]][XXX][XX]]", Locale.ROOT);

    /** Reads {@code start_NAME} and {@code end_NAME}, in ISO 8601. */
    static TimeWindow of(QueryParameters query, String name) {
        return new TimeWindow(
                query.read("start_" + name, TimeWindow::time), query.read("end_" + name, TimeWindow::time));
    }

    /** @param millis since 1970 UTC, 0 for unknown */
    boolean contains(long millis) {
        if (start.isEmpty() && end.isEmpty()) {
            return true;
        }
        long second = Math.floorDiv(millis, 1000L);
        return millis != 0
                && start.map(limit -> second >= limit.getEpochSecond()).orElse(true)
                && end.map(limit -> second <= limit.getEpochSecond()).orElse(true);
    }

    /** A date means its first instant. A time without an offset is in UTC. */
    private static Instant time(String text) {
        // an unescaped plus sign arrives as a space
        TemporalAccessor time =
                TIME.parseBest(text.replace(' ', '+'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        if (time instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        return time instanceof LocalDateTime local
                ? local.toInstant(ZoneOffset.UTC)
                : LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
