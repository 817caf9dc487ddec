package io.github.gtmapillary.http;

/**
 * The access token was refused: missing, malformed, never issued, expired or revoked. Another token is needed; sending again
 * does not help.
 *
 * <p>The tiles host says so with HTTP 401 or 403, the Graph API with error code 190 and HTTP 400, 401 or 500.
 */
public final class TokenRejectedException extends ApiException {

    /** @param message one line without a token */
    public TokenRejectedException(ApiRequest request, String message) {
        super(request, message, null);
    }
}
