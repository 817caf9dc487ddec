package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;

/** This side cancelled the request, by {@link PendingAnswer#cancel()} or by closing the client; it is no failure. */
public final class RequestCancelledException extends MapillaryException {

    /** @param message one line without a token */
    RequestCancelledException(ApiRequest request, String message) {
        super(FailureKind.CANCELLED, message, null, null, request.place());
    }

    public static RequestCancelledException byClosing(ApiRequest request) {
        return new RequestCancelledException(
                request, request.label() + " was cancelled because the data store was closed");
    }
}
