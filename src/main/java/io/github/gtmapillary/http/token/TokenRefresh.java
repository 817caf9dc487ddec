package io.github.gtmapillary.http.token;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Exchanges a stored token for the next one. */
public final class TokenRefresh {

    private final TokenExchange exchange;
    private final @Nullable ClientSecret secret;
    private final Clock clock;

    /** @param secret the application's secret; when null, the one stored with the token */
    public TokenRefresh(TokenExchange exchange, @Nullable ClientSecret secret, Clock clock) {
        this.exchange = exchange;
        this.secret = secret;
        this.clock = clock;
    }

    /**
     * The successor of this token, with its application.
     *
     * @throws IOException if data for the refresh is missing, or no token was issued
     */
    public StoredToken of(StoredToken stored) throws IOException {
        String clientId = stored.clientId();
        if (clientId == null) {
            throw new MapillaryException(FailureKind.CONFIGURATION, "its file holds no client_id to refresh it with");
        }
        ClientSecret given = secret == null ? stored.clientSecret() : secret;
        if (given == null) {
            throw new MapillaryException(
                    FailureKind.CONFIGURATION, "a refresh needs the client secret: set " + ClientSecret.VARIABLE);
        }
        TokenGrant grant = exchange.refresh(new OAuthApplication(clientId, given), stored.token());
        return stored.followedBy(grant, clock.instant());
    }
}
