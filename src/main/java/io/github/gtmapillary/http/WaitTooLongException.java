package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;

/**
 * The query would stand still for longer than {@code max_wait_seconds}: it waits for the pace, a limit of the host, its {@code Retry-After}
 * or a repetition, and nothing arrives meanwhile.
 */
public final class WaitTooLongException extends ApiException {

    private final boolean isForAll;

    /**
     * Gives a query up.
     *
     * @param kind the kind of the wait: the pace, or the failure that a repetition follows
     * @param message one line without a token
     * @param resumesAt when the request would have gone
     * @param isForAll whether the remaining wait alone is too long, so that every query that waits for the same thing fails
     */
    WaitTooLongException(FailureKind kind, ApiRequest request, String message, Instant resumesAt, boolean isForAll) {
        super(kind, request, message, null, resumesAt);
        this.isForAll = isForAll;
    }

    public boolean isForAll() {
        return isForAll;
    }
}
