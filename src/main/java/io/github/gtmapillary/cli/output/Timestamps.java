package io.github.gtmapillary.cli.output;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Date;

/** Formats instants as text. */
final class Timestamps {

    private Timestamps() {}

    /** ISO 8601 in UTC, with milliseconds only where they are not zero: {@code 2022-01-01T00:00:00Z}. */
    @SuppressWarnings("JavaUtilDate") // the type that GeoTools gives its times
    static String iso(Date moment) {
        // not toInstant(): java.sql.Date refuses it
        return DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochMilli(moment.getTime()));
    }
}
