package io.github.gtmapillary.http;

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
        super(request, message, null);
        this.refusal = message;
    }

    /**
     * With an advice that holds if there is no other token.
     *
     * @param refusal who refused the token, and why; one line without a token, as the advice is
     */
    TokenRejectedException(ApiRequest request, String refusal, String advice) {
        super(request, refusal + ": " + advice, null);
        this.refusal = refusal;
    }

    /** Who refused the token, and why. */
    String refusal() {
        return refusal;
    }
}
