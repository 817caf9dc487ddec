package io.github.gtmapillary.model;

import java.time.Instant;

/**
 * A range of time in whole milliseconds since 1970-01-01T00:00:00Z, both ends included.
 *
 * @param from first millisecond, {@link Long#MIN_VALUE} for no beginning
 * @param to last millisecond, {@link Long#MAX_VALUE} for no end; less than {@code from} if the range is empty
 */
public record TimeRange(long from, long to) {

    /**
     * Makes a range of a single millisecond.
     *
     * @param millis milliseconds since 1970-01-01T00:00:00Z
     * @return the range
     */
    public static TimeRange at(long millis) {
        return new TimeRange(millis, millis);
    }

    /**
     * Makes the range after a millisecond, without it.
     *
     * @param millis milliseconds since 1970-01-01T00:00:00Z
     * @return the range, which has no end
     */
    public static TimeRange after(long millis) {
        return millis == Long.MAX_VALUE ? new TimeRange(1, 0) : new TimeRange(millis + 1, Long.MAX_VALUE);
    }

    /**
     * Makes the range before a millisecond, without it.
     *
     * @param millis milliseconds since 1970-01-01T00:00:00Z
     * @return the range, which has no beginning
     */
    public static TimeRange before(long millis) {
        return millis == Long.MIN_VALUE ? new TimeRange(1, 0) : new TimeRange(Long.MIN_VALUE, millis - 1);
    }

    /**
     * Makes the range from a millisecond on, with it.
     *
     * @param millis milliseconds since 1970-01-01T00:00:00Z
     * @return the range, which has no end
     */
    public static TimeRange from(long millis) {
        return new TimeRange(millis, Long.MAX_VALUE);
    }

    /**
     * Makes the range up to a millisecond, with it.
     *
     * @param millis milliseconds since 1970-01-01T00:00:00Z
     * @return the range, which has no beginning
     */
    public static TimeRange until(long millis) {
        return new TimeRange(Long.MIN_VALUE, millis);
    }

    /**
     * Tells whether a millisecond lies in this range.
     *
     * @param millis milliseconds since 1970-01-01T00:00:00Z
     * @return whether it lies between the ends or is one of them
     */
    public boolean contains(long millis) {
        return millis >= from && millis <= to;
    }

    /**
     * Intersects this range with another one.
     *
     * @param other another range
     * @return the milliseconds that lie in both ranges; a range without any if the two do not overlap
     */
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
