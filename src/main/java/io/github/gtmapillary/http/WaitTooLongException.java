package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Instant;

/**
 * The query would stand still for longer than {@code max_wait_seconds}: it waits for the pace, a limit of the host, its
 * {@code Retry-After} or a repetition, and nothing arrives meanwhile.
 */
public final class WaitTooLongException extends ApiException {

    private final boolean isForAll;

    /**
     * A query that was given up.
     *
     * @param kind of what the request waits for: the pace, or the repetition of what failed
     * @param message one line without a token
     * @param resumesAt when the request would go
     * @param isForAll whether the wait that is left is too long by itself, and so for every query that waits for the same
     */
    public WaitTooLongException(
            FailureKind kind, ApiRequest request, String message, Instant resumesAt, boolean isForAll) {
        super(kind, request, message, null, resumesAt);
        this.isForAll = isForAll;
    }

    public boolean isForAll() {
        return isForAll;
    }
}
