package io.github.gtmapillary.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request may succeed when sent again later: no connection, a time-out, a truncated answer, HTTP 408, 425, 429 or 5xx, a
 * request limit (Graph error code 4) or an outage (code 2).
 */
public final class TransientApiException extends ApiException {

    private final transient @Nullable Duration retryAfter;

    /**
     * @param message one line without a token
     * @param cause what failed below, without a token, if anything did
     * @param retryAfter how long the host asked to wait, not negative, if it did
     */
    public TransientApiException(
            ApiRequest request, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(request, message, cause);
        this.retryAfter = retryAfter;
    }

    /** How long the host asked to wait before the next request (header {@code Retry-After}), counted from its answer. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
