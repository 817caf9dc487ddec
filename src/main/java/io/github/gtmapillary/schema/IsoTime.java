package io.github.gtmapillary.schema;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** Times in ISO 8601, in the forms in which Mapillary writes them. */
public final class IsoTime {
    /** As in {@code 2017-08-23T21:32:26+0000}: the offset has no colon, but one is accepted. Without an offset the time is UTC. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .parseDefaulting(ChronoField.OFFSET_SECONDS, ZoneOffset.UTC.getTotalSeconds())
            .toFormatter(Locale.ROOT);

    private IsoTime() {}

    /**
     * Reads a time.
     *
     * @return milliseconds since 1970
     * @throws DateTimeException if the text is no time
     * @throws ArithmeticException if the time is too far off for milliseconds
     */
    public static long millis(String text) {
        return FORMAT.parse(text, OffsetDateTime::from).toInstant().toEpochMilli();
    }
}
