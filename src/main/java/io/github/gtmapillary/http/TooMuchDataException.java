package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;

/**
 * The Graph API asks to reduce the amount of data (error code 1, HTTP 500): the requested box holds too much. Ask for smaller boxes; the
 * same request would fail again.
 */
public final class TooMuchDataException extends ApiException {

    /** @param message one line without a token */
    public TooMuchDataException(ApiRequest request, String message) {
        super(FailureKind.QUERY_TOO_LARGE, request, message, null);
    }

    @Override
    public boolean smallerRequestMayPass() {
        return true;
    }
}
