package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same request may succeed later: no connection, a time-out, a truncated answer, HTTP 408, 425, 429 or 5xx, a request limit (Graph
 * error code 4) or an outage (code 2).
 */
public final class TransientApiException extends ApiException {

    private static final int TOO_MANY_REQUESTS = 429;

    private final @Nullable Duration retryAfter;

    private final @Nullable Integer status;

    private final boolean isHeldBack;

    /**
     * Makes a failure without an HTTP status.
     *
     * @param message one line without a token
     * @param cause the underlying failure, without a token; null if there is none
     * @param retryAfter the wait that the host asked for, not negative; null if it asked for none
     */
    public TransientApiException(
            ApiRequest request, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        this(request, message, cause, retryAfter, null);
    }

    /**
     * @param message one line without a token
     * @param cause the underlying failure, without a token; null if there is none
     * @param retryAfter the wait that the host asked for, not negative; null if it asked for none
     * @param status the answer's HTTP status, 100 to 599; null if no answer arrived
     */
    public TransientApiException(
            ApiRequest request,
            String message,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter,
            @Nullable Integer status) {
        this(kindOf(status), request, message, cause, retryAfter, status, false);
    }

    private TransientApiException(
            FailureKind kind,
            ApiRequest request,
            String message,
            @Nullable Throwable cause,
            @Nullable Duration retryAfter,
            @Nullable Integer status,
            boolean isHeldBack) {
        super(kind, request, message, cause);
        this.retryAfter = retryAfter;
        this.status = status;
        this.isHeldBack = isHeldBack;
    }

    private TransientApiException(
            TransientApiException last, String message, @Nullable Throwable cause, @Nullable Instant retryAt) {
        super(last.kind(), last.request(), message, cause, retryAt);
        this.retryAfter = last.retryAfter;
        this.status = last.status;
        this.isHeldBack = last.isHeldBack;
    }

    /**
     * A cache in front of Mapillary held the request back to keep its pace.
     *
     * @param message one line without a token
     * @param retryAfter the wait that the cache asked for
     */
    public static TransientApiException heldBack(ApiRequest request, String message, Duration retryAfter) {
        return new TransientApiException(
                FailureKind.RATE_LIMIT, request, message, null, retryAfter, TOO_MANY_REQUESTS, true);
    }

    /** Whether a cache in front of Mapillary held the request back. Then nothing failed, and Mapillary was not asked. */
    public boolean isHeldBack() {
        return isHeldBack;
    }

    /** Mapillary's request limit is reached, according to the answer's body, not its status. */
    public static TransientApiException ofLimit(ApiRequest request, String message, Duration retryAfter) {
        return new TransientApiException(FailureKind.RATE_LIMIT, request, message, null, retryAfter, null, false);
    }

    private static FailureKind kindOf(@Nullable Integer status) {
        if (status == null) {
            return FailureKind.NETWORK;
        }
        return status == TOO_MANY_REQUESTS ? FailureKind.RATE_LIMIT : FailureKind.UNAVAILABLE;
    }

    /**
     * The same failure with the time until which the host asked to wait.
     *
     * @param retryAt null if the host named no time
     */
    public TransientApiException until(@Nullable Instant retryAt) {
        return new TransientApiException(this, String.valueOf(getMessage()), getCause(), retryAt);
    }

    /**
     * The failure of all attempts, this one being the last.
     *
     * @param message one line without a token
     * @param retryAt until when the host asked to wait, null if it named no time
     */
    public TransientApiException afterAll(String message, @Nullable Instant retryAt) {
        return new TransientApiException(this, message, this, retryAt);
    }

    /** The wait before the next request that the host asked for (header {@code Retry-After}), counted from its answer. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Whether the host answered with an error of its own (HTTP 5xx). */
    public boolean isServerError() {
        return status != null && status / 100 == 5;
    }

    /** The Graph API has been seen to answer HTTP 500 with any code to requests for too much, and always to some ids. */
    @Override
    public boolean smallerRequestMayPass() {
        return isServerError();
    }
}
