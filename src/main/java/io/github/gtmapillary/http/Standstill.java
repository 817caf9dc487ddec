package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * A request's wait before it is sent or sent again. Moments are those of {@link Timekeeper#nanoTime()}.
 *
 * @param kind kind of the failure if the wait is too long
 * @param cause the reason of the wait, such as {@code the pace of tiles.mapillary.com}; equal for all requests that wait for the same thing
 * @param reason details of the cause, null if the cause says enough
 * @param since when the wait began; for a repetition, the time of the first failure
 * @param until when the request is expected to go
 */
public record Standstill(
        FailureKind kind, String cause, @Nullable String reason, long since, long until) {

    /** The same wait as part of a longer one. */
    public Standstill since(long earlier) {
        return new Standstill(kind, cause, reason, earlier, until);
    }
}
