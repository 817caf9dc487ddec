package io.github.gtmapillary.filter;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A step of the calendar in UTC; an instant of a WMS time dimension may stand for one. */
public enum TimeStep {
    HOUR("PT1H", ChronoUnit.HOURS),
    DAY("P1D", ChronoUnit.DAYS),
    MONTH("P1M", ChronoUnit.MONTHS),
    YEAR("P1Y", ChronoUnit.YEARS);

    private final String duration;
    private final ChronoUnit unit;

    TimeStep(String duration, ChronoUnit unit) {
        this.duration = duration;
        this.unit = unit;
    }

    /**
     * Finds a step by its duration.
     *
     * @param duration ISO 8601, such as {@code P1D} for a day
     * @return empty if no step has this duration
     */
    public static Optional<TimeStep> lasting(String duration) {
        return Arrays.stream(values())
                .filter(step -> step.duration.equals(duration))
                .findFirst();
    }

    /** The durations of all steps, for messages. */
    public static String durations() {
        return Arrays.stream(values()).map(step -> step.duration).collect(Collectors.joining(", "));
    }

    /** The first instant of the step that holds an instant. */
    Instant start(Instant instant) {
        OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
        OffsetDateTime start = switch (this) {
            case HOUR, DAY -> time;
            case MONTH -> time.withDayOfMonth(1);
            case YEAR -> time.withDayOfYear(1);
        };
        return start.truncatedTo(this == HOUR ? ChronoUnit.HOURS : ChronoUnit.DAYS)
                .toInstant();
    }

    /** The first instant after the step that holds an instant. */
    Instant end(Instant instant) {
        return start(instant).atOffset(ZoneOffset.UTC).plus(1, unit).toInstant();
    }
}
