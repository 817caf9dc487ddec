package io.github.gtmapillary.http.token;

import java.io.IOException;

/** Gives users' tokens for others. */
@FunctionalInterface
public interface TokenExchange {

    /**
     * The token after this one, which is its own refresh token.
     *
     * @throws IOException saying in one line, without a secret, what to do
     */
    TokenGrant refresh(OAuthApplication application, AccessToken token) throws IOException;
}
