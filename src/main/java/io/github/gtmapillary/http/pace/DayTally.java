package io.github.gtmapillary.http.pace;

import java.time.LocalDate;

/**
 * A count of one day.
 *
 * @param day UTC
 * @param requests sent, or what else is counted; 0 or more
 */
record DayTally(LocalDate day, long requests) {

    /** @throws IllegalArgumentException on a negative count */
    DayTally {
        if (requests < 0) {
            throw new IllegalArgumentException("requests must not be negative, but are " + requests);
        }
    }

    /**
     * The tally as it stands today. A day that is over counts no more. Tomorrow's means that the clock was set back: what was sent
     * goes on counting until that day too is over, so that no day is had twice. From further ahead it means that the clock was wrong:
     * what was sent counts for today, so that the store is not shut until then.
     */
    DayTally on(LocalDate today) {
        if (day.isBefore(today)) {
            return new DayTally(today, 0);
        }
        return day.isAfter(today.plusDays(1)) ? new DayTally(today, requests) : this;
    }

    /** The later day; of the same, the one with more requests. */
    DayTally orMore(DayTally other) {
        if (!day.equals(other.day)) {
            return day.isAfter(other.day) ? this : other;
        }
        return requests >= other.requests ? this : other;
    }

    /** One that would be too large stays at {@link Long#MAX_VALUE}. */
    DayTally plus(long more) {
        return new DayTally(day, more > Long.MAX_VALUE - requests ? Long.MAX_VALUE : requests + more);
    }
}
