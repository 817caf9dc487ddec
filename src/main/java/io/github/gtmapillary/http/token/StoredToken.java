package io.github.gtmapillary.http.token;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's token with what is needed to refresh it.
 *
 * @param token the token
 * @param issuedAt when it was given; null if unknown
 * @param expiresAt when it ends; null if unknown, and then it is used until it is refused
 * @param clientId the application that it was given to; null if unknown
 * @param clientSecret the application's secret; null if it is kept elsewhere
 */
public record StoredToken(
        AccessToken token,
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable String clientId,
        @Nullable ClientSecret clientSecret) {

    /** So early is a token of the usual 60 days refreshed: a refresh that fails can be tried again for days. */
    private static final Duration EARLIEST = Duration.ofDays(7);

    /** And a token of a shorter life, such as the 9000 s in Mapillary's documentation, in the last quarter of it. */
    private static final int PART_OF_LIFE = 4;

    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** Whether it is time to refresh it. */
    boolean isDue(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt.minus(margin(expiresAt)));
    }

    /** The next token, given now to the same application. */
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
