package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;

/**
 * The Graph API has no such entity, or not for this token: unknown, deleted and unreadable are told alike (error code 100
 * subcode 33, HTTP 400). No proof of deletion.
 */
public final class UnknownEntityException extends ApiException {

    /** @param message one line without a token */
    public UnknownEntityException(ApiRequest request, String message) {
        super(FailureKind.NOT_FOUND, request, message, null);
    }

    /** An id that does not exist can spoil the request for others. */
    @Override
    public boolean smallerRequestMayPass() {
        return true;
    }
}
