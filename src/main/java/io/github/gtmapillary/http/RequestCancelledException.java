package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.util.Objects;

/** This side cancelled the request, by {@link PendingAnswer#cancel()} or by closing the client; it is no failure. */
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

    /** The cancelled request. */
    public ApiRequest request() {
        return request;
    }
}
