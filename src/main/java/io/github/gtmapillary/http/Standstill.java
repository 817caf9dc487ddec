package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * That a request waits before it goes, or goes again. Moments are those of {@link Timekeeper#nanoTime()}.
 *
 * @param kind of the failure if the wait is too long
 * @param cause what it waits for, such as {@code the pace of tiles.mapillary.com}; the same for all requests that wait for the same
 * @param reason why that is so, null if the cause says it
 * @param since when the wait began; for a repetition, when the request failed first
 * @param until when it is expected to go
 */
public record Standstill(
        FailureKind kind, String cause, @Nullable String reason, long since, long until) {

    /** The same as part of a longer wait. */
    public Standstill since(long earlier) {
        return new Standstill(kind, cause, reason, earlier, until);
    }
}
