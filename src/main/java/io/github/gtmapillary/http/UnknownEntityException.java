package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;

/**
 * The Graph API has no such entity, or hides it from this token: unknown, deleted and unreadable entities get the same answer (error code
 * 100 subcode 33, HTTP 400). It does not prove a deletion.
 */
public final class UnknownEntityException extends ApiException {

    /** @param message one line without a token */
    public UnknownEntityException(ApiRequest request, String message) {
        super(FailureKind.NOT_FOUND, request, message, null);
    }

    /** An unknown id can make the whole request fail. */
    @Override
    public boolean smallerRequestMayPass() {
        return true;
    }
}
