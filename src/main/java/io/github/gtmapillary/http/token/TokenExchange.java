package io.github.gtmapillary.http.token;

import java.io.IOException;

/** Exchanges users' tokens for new ones. */
@FunctionalInterface
public interface TokenExchange {

    /**
     * The successor of this token, which serves as its own refresh token.
     *
     * @throws IOException with a message of one line that says what to do, without a secret
     */
    TokenGrant refresh(OAuthApplication application, AccessToken token) throws IOException;
}
