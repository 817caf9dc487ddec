package io.github.gtmapillary.http.token;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TokenRejectedException;
import java.io.IOException;
import java.util.Objects;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the token of a request. After a user's token was refused or has expired, the access token replaces it, if there is one, until the
 * file holds another.
 */
public final class TokenChoice {

    private static final Logger LOGGER = Logging.getLogger(TokenChoice.class);

    private final @Nullable AccessToken access;
    private final @Nullable UserToken user;
    private volatile @Nullable AccessToken dropped;
    private String lastWarning = "";

    /** At least one of the two is present. */
    public TokenChoice(@Nullable AccessToken access, @Nullable UserToken user) {
        this.access = access;
        this.user = user;
    }

    /** One sending of a request. */
    @FunctionalInterface
    public interface Attempt {
        ApiAnswer with(AccessToken token) throws IOException;
    }

    /**
     * Sends a request with the chosen token, and again if that was refused and another is available by then. Waits for a refresh if needed.
     *
     * @throws TokenRejectedException if the last available token was refused, has expired or can't be read
     * @throws IOException if the attempt throws it, or this thread is interrupted while it waits
     */
    public ApiAnswer send(ApiRequest request, Attempt attempt) throws IOException {
        AccessToken token = forRequest(request);
        while (true) {
            try {
                return attempt.with(token);
            } catch (TokenRejectedException e) {
                AccessToken next = token.equals(access) ? token : insteadOf(token, e);
                if (next.equals(token)) {
                    throw e;
                }
                token = next;
            }
        }
    }

    private AccessToken forRequest(ApiRequest request) throws IOException {
        if (access != null && (user == null || request.host() == ApiHost.TILES)) {
            return access;
        }
        try {
            AccessToken token = Objects.requireNonNull(user, "either token").current();
            return access != null && token.equals(dropped) ? access : token;
        } catch (UserToken.UnusableException e) {
            if (access == null) {
                throw new TokenRejectedException(e.kind(), request, String.valueOf(e.getMessage()));
            }
            warnOfUnusable(String.valueOf(e.getMessage()));
            return access;
        }
    }

    /** The choice after a user's token was refused; the same choice if there is no other token. */
    private AccessToken insteadOf(AccessToken refused, TokenRejectedException refusal) throws IOException {
        if (access != null) {
            drop(refused, refusal.refusal());
        }
        return forRequest(refusal.request());
    }

    public void close() {
        if (user != null) {
            user.close();
        }
    }

    /** Simultaneous requests are refused together; only one of them logs it. */
    private synchronized void drop(AccessToken refused, String reason) {
        if (!refused.equals(dropped)) {
            dropped = refused;
            LOGGER.warning(() -> "The user token is no longer used; access_token replaces it until there is a new one:"
                    + " log in again with 'mapillary login' (" + reason + ")");
        }
    }

    private synchronized void warnOfUnusable(String reason) {
        if (!reason.equals(lastWarning)) {
            lastWarning = reason;
            LOGGER.warning(() -> "access_token replaces the user token: " + reason);
        }
    }
}
