package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;

/**
 * Mapillary refused the access token: it is missing, malformed, never issued, expired or revoked. Sending again does not help; another
 * token is needed.
 *
 * <p>The tiles host answers HTTP 401 or 403, the Graph API error code 190 with HTTP 400, 401 or 500.
 */
public final class TokenRejectedException extends ApiException {

    private final String refusal;

    /** @param message one line without a token */
    public TokenRejectedException(ApiRequest request, String message) {
        this(FailureKind.TOKEN, request, message);
    }

    /**
     * Reports that there is no token to send, which may be no fault of the token.
     *
     * @param kind why the token is missing: for instance its file is wrong, or the network failed during a refresh
     * @param message one line without a token
     */
    public TokenRejectedException(FailureKind kind, ApiRequest request, String message) {
        super(kind, request, message, null);
        this.refusal = message;
    }

    /**
     * Adds advice that applies if there is no other token.
     *
     * @param refusal the refusing host and its reason; one line without a token, like the advice
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
