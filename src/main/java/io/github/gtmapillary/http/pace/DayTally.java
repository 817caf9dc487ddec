package io.github.gtmapillary.http.pace;

import java.time.LocalDate;

/**
 * A count of one day.
 *
 * @param day UTC
 * @param requests number of requests, or of whatever is counted; 0 or more
 */
record DayTally(LocalDate day, long requests) {

    /** @throws IllegalArgumentException on a negative count */
    DayTally {
        if (requests < 0) {
            throw new IllegalArgumentException("requests must not be negative, but are " + requests);
        }
    }

    /**
     * The tally as it counts today. A past day's count is void. A count of tomorrow means that the clock was set back: it stays valid until
     * that day is over too, so that no day's budget is used twice. A count of a later day means that the clock was wrong: it counts for
     * today, so that the store is not shut until then.
     */
    DayTally on(LocalDate today) {
        if (day.isBefore(today)) {
            return new DayTally(today, 0);
        }
        return day.isAfter(today.plusDays(1)) ? new DayTally(today, requests) : this;
    }

    /** The later day; for one day, the larger count. */
    DayTally orMore(DayTally other) {
        if (!day.equals(other.day)) {
            return day.isAfter(other.day) ? this : other;
        }
        return requests >= other.requests ? this : other;
    }

    /** A sum that would be too large stays at {@link Long#MAX_VALUE}. */
    DayTally plus(long more) {
        return new DayTally(day, more > Long.MAX_VALUE - requests ? Long.MAX_VALUE : requests + more);
    }
}
