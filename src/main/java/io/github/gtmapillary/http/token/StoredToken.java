package io.github.gtmapillary.http.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's token with the data for refreshing it.
 *
 * @param token the token
 * @param issuedAt when it was issued; null if unknown
 * @param expiresAt when it expires; null if unknown, so that it is used until it is refused
 * @param clientId the application that it was issued to; null if unknown
 * @param clientSecret the application's secret; null if it is kept elsewhere
 */
public record StoredToken(
        AccessToken token,
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable String clientId,
        @Nullable ClientSecret clientSecret) {

    /** How early a token with the usual life of 60 days is refreshed, so that failed refreshes can be repeated for days. */
    private static final Duration EARLIEST = Duration.ofDays(7);

    /** A token with a shorter life, such as the 9000 s in Mapillary's documentation, is refreshed in the last quarter of its life. */
    private static final int PART_OF_LIFE = 4;

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether the token is due for a refresh. */
    boolean isDue(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt.minus(margin(expiresAt)));
    }

    /** The next token, issued now to the same application. */
    StoredToken followedBy(TokenGrant grant, Instant now) {
        return new StoredToken(grant.token(), now, now.plus(grant.life()), clientId, clientSecret);
    }

    private Duration margin(Instant end) {
        if (issuedAt == null || !issuedAt.isBefore(end)) {
            return EARLIEST;
        }
        Duration part = Duration.between(issuedAt, end).dividedBy(PART_OF_LIFE);
        return part.compareTo(EARLIEST) < 0 ? part : EARLIEST;
    }
}
