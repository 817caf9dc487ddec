package io.github.gtmapillary.http;

import java.time.LocalDate;

/**
 * What has been done on one day.
 *
 * @param day UTC
 */
record DayCounters(LocalDate day, Counters counters) {

    /** As it stands on that day: nothing, if these are of another one. */
    DayCounters on(LocalDate other) {
        return day.equals(other) ? this : new DayCounters(other, Counters.NONE);
    }

    DayCounters plus(Counters more) {
        return new DayCounters(day, counters.plus(more));
    }
}
