package io.github.gtmapillary.http.wire;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date (RFC 9110, section 10.2.3). */
final class RetryAfter {

    private static final String HEADER = "Retry-After";

    private RetryAfter() {}

    /**
     * The requested pause, never negative; null if the header is absent or unreadable: it is only advice. A date counts from the host's own
     * time if the answer tells it.
     */
    static @Nullable Duration in(Headers headers, Clock clock) {
        String value = headers.get(HEADER);
        if (value == null) {
            return null;
        }
        // nine digits are 31 years; more would be no advice
        if (value.strip().matches("[0-9]{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value.strip()));
        }
        Date date = headers.getDate(HEADER);
        if (date == null) {
            return null;
        }
        Date answered = headers.getDate("Date");
        Instant now = answered == null ? clock.instant() : answered.toInstant();
        Duration wait = Duration.between(now, date.toInstant());
        return wait.isNegative() ? Duration.ZERO : wait;
    }
}
