package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * An answer that fits no other failure, such as a field that the Graph API does not know, JSON in place of a tile, or more than 64 MB. The
 * same request would fail again: the request has a mistake, or the API has changed.
 */
public final class UnexpectedAnswerException extends ApiException {

    private static final int BAD_REQUEST = 400;

    private final int status;

    /**
     * @param message one line without a token
     * @param status the answer's HTTP status, 100 to 599
     * @param cause the underlying failure, without a token; null if there is none
     */
    public UnexpectedAnswerException(ApiRequest request, String message, int status, @Nullable Throwable cause) {
        super(FailureKind.UNEXPECTED_ANSWER, request, message, cause);
        this.status = status;
    }

    /** An id of another kind of entity makes the whole request fail. */
    @Override
    public boolean smallerRequestMayPass() {
        return status == BAD_REQUEST;
    }
}
