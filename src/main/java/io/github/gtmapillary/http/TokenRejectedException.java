package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;

/**
 * The access token was refused: missing, malformed, never issued, expired or revoked. Another token is needed; sending again
 * does not help.
 *
 * <p>The tiles host says so with HTTP 401 or 403, the Graph API with error code 190 and HTTP 400, 401 or 500.
 */
public final class TokenRejectedException extends ApiException {

    private final String refusal;

    /** @param message one line without a token */
    public TokenRejectedException(ApiRequest request, String message) {
        this(FailureKind.TOKEN, request, message);
    }

    /**
     * There is no token to send, which may have another reason than the token itself.
     *
     * @param kind why there is none: its file is wrong, say, or a refresh failed for the network
     * @param message one line without a token
     */
    public TokenRejectedException(FailureKind kind, ApiRequest request, String message) {
        super(kind, request, message, null);
        this.refusal = message;
    }

    /**
     * With an advice that holds if there is no other token.
     *
     * @param refusal who refused the token, and why; one line without a token, as the advice is
     */
    public TokenRejectedException(ApiRequest request, String refusal, String advice) {
        super(FailureKind.TOKEN, request, refusal + ": " + advice, null);
        this.refusal = refusal;
    }

    /** The host that refused the token, and its reason. */
    public String refusal() {
        return refusal;
    }
}
