package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * An answer that fits none of the other failures, such as a field that the Graph API does not know, JSON in place of a tile, or
 * more than 64 MB. The same request would get it again: a mistake in the request, or the API has changed.
 */
public final class UnexpectedAnswerException extends ApiException {

    private static final int BAD_REQUEST = 400;

    private final int status;

    /**
     * @param message one line without a token
     * @param status HTTP status, 100 to 599
     * @param cause what failed below, without a token, if anything did
     */
    public UnexpectedAnswerException(ApiRequest request, String message, int status, @Nullable Throwable cause) {
        super(FailureKind.UNEXPECTED_ANSWER, request, message, cause);
        this.status = status;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** An id of something else spoils the request for others. */
    @Override
    public boolean smallerRequestMayPass() {
        return status == BAD_REQUEST;
    }
}
