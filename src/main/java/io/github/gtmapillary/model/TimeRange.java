package io.github.gtmapillary.model;

import java.time.Instant;

/**
 * A span of time in whole milliseconds since 1970-01-01T00:00:00Z, both ends included.
 *
 * @param from first millisecond, {@link Long#MIN_VALUE} for no beginning
 * @param to last millisecond, {@link Long#MAX_VALUE} for no end; before {@code from} in a span that holds no time at all
 */
public record TimeRange(long from, long to) {

    /** This millisecond alone. */
    public static TimeRange at(long millis) {
        return new TimeRange(millis, millis);
    }

    /** All that is later than this millisecond. */
    public static TimeRange after(long millis) {
        return millis == Long.MAX_VALUE ? new TimeRange(1, 0) : new TimeRange(millis + 1, Long.MAX_VALUE);
    }

    /** All that is earlier than this millisecond. */
    public static TimeRange before(long millis) {
        return millis == Long.MIN_VALUE ? new TimeRange(1, 0) : new TimeRange(Long.MIN_VALUE, millis - 1);
    }

    /** This millisecond and all that is later. */
    public static TimeRange from(long millis) {
        return new TimeRange(millis, Long.MAX_VALUE);
    }

    /** This millisecond and all that is earlier. */
    public static TimeRange until(long millis) {
        return new TimeRange(Long.MIN_VALUE, millis);
    }

    /** Whether a millisecond lies in it, its ends included. */
    public boolean contains(long millis) {
        return millis >= from && millis <= to;
    }

    /** The time that both spans hold; none at all when they lie apart. */
    public TimeRange intersection(TimeRange other) {
        return new TimeRange(Math.max(from, other.from), Math.min(to, other.to));
    }

    @Override
    public String toString() {
        String start =
                from == Long.MIN_VALUE ? "ever" : Instant.ofEpochMilli(from).toString();
        String end = to == Long.MAX_VALUE ? "ever" : Instant.ofEpochMilli(to).toString();
        return start + "/" + end;
    }
}
