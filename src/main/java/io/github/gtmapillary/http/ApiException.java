package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request failed. The subtype says what may be done about it; the message says in one line what was wrong, with which
 * request, whose fault it was and what to change. Neither it nor any cause holds the access token.
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

    /** @param retryAt when the request can succeed at the earliest, null if that is unknown */
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
     * Whether a request for a part of the same might be answered: the failure may be due to something that was asked for, or to how
     * much was.
     */
    public boolean smallerRequestMayPass() {
        return false;
    }

    /** The request that failed. */
    public ApiRequest request() {
        return request;
    }
}
