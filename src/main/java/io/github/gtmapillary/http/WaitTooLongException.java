package io.github.gtmapillary.http;

import java.time.Instant;

/**
 * The query would stand still for longer than {@code max_wait_seconds}: it waits for the pace, a limit of the host, its
 * {@code Retry-After} or a repetition, and nothing arrives meanwhile.
 */
public final class WaitTooLongException extends ApiException {

    private final Instant resumesAt;
    private final boolean isForAll;

    /**
     * @param message one line without a token
     * @param resumesAt when the request would go
     * @param isForAll whether the wait that is left is too long by itself, and so for every query that waits for the same
     */
    WaitTooLongException(ApiRequest request, String message, Instant resumesAt, boolean isForAll) {
        super(request, message, null);
        this.resumesAt = resumesAt;
        this.isForAll = isForAll;
    }

    /** When to ask again: the request would go at this moment. */
    public Instant resumesAt() {
        return resumesAt;
    }

    boolean isForAll() {
        return isForAll;
    }
}
