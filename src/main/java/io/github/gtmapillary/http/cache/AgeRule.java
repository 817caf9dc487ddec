package io.github.gtmapillary.http.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a kept answer is fresh. The host's cache headers ({@code Cache-Control} and the like) do not count, since no recorded answer has
 * any.
 *
 * @param ttl how long an answer is fresh
 */
record AgeRule(Duration ttl, Clock clock) {

    /**
     * The longest time that an empty answer is fresh: a full tile was seen to answer 404 for a while, and to be full again the day after.
     */
    private static final Duration MOST_FOR_NOTHING = Duration.ofMinutes(10);

    boolean isFresh(boolean exists, Instant since) {
        Duration good = exists || ttl.compareTo(MOST_FOR_NOTHING) < 0 ? ttl : MOST_FOR_NOTHING;
        Duration age = Duration.between(since, clock.instant());
        // an answer from the future was kept before the clock was set back, so its age is unknown
        return !age.isNegative() && age.compareTo(good) < 0;
    }

    /** The age, zero for an answer from the future. */
    Duration age(Instant since) {
        Duration age = Duration.between(since, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
