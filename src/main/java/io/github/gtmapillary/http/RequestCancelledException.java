package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.util.Objects;

/** The request was given up on this side, by {@link PendingAnswer#cancel()} or by closing the client; nobody failed. */
public final class RequestCancelledException extends MapillaryException {

    private final transient ApiRequest request;

    /** @param message one line without a token */
    public RequestCancelledException(ApiRequest request, String message) {
        super(FailureKind.CANCELLED, message, null, null, request.place());
        this.request = Objects.requireNonNull(request, "request");
    }

    public static RequestCancelledException byClosing(ApiRequest request) {
        return new RequestCancelledException(
                request, request.label() + " was cancelled because the data store was closed");
    }

    /** The request that was given up. */
    public ApiRequest request() {
        return request;
    }
}
