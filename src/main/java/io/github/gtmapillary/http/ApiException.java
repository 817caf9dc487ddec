package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A failed request. The subtype says how to react. The message says in one line what was wrong, with which request, whose fault it was and
 * what to change. Neither the message nor any cause holds the access token.
 */
public abstract sealed class ApiException extends MapillaryException
        permits AddressBlockedException,
                DayBudgetSpentException,
                TokenRejectedException,
                TooMuchDataException,
                TransientApiException,
                UnexpectedAnswerException,
                UnknownEntityException,
                UnreachableHostException,
                WaitTooLongException {

    private final transient ApiRequest request;

    ApiException(FailureKind kind, ApiRequest request, String message, @Nullable Throwable cause) {
        this(kind, request, message, cause, null);
    }

    /** @param retryAt the earliest time at which the request can succeed, null if unknown */
    ApiException(
            FailureKind kind,
            ApiRequest request,
            String message,
            @Nullable Throwable cause,
            @Nullable Instant retryAt) {
        super(kind, message, cause, retryAt, request.place());
        this.request = Objects.requireNonNull(request, "request");
    }

    /**
     * Whether a request for a part of the same data may succeed: the failure may come from one of the things asked for, or from their
     * number.
     */
    public boolean smallerRequestMayPass() {
        return false;
    }

    /** The request that failed. */
    public ApiRequest request() {
        return request;
    }
}
