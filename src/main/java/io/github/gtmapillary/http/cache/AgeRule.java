package io.github.gtmapillary.http.cache;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a kept answer is good. What the host says of it ({@code Cache-Control} and the like) does not count, since nobody has
 * recorded that it says anything.
 *
 * @param ttl for how long something is good
 */
public record AgeRule(Duration ttl, Clock clock) {

    /**
     * For how long "nothing there" is good, at most: a tile that was full was seen to answer 404 for a while, and be full again the
     * day after.
     */
    public static final Duration MOST_FOR_NOTHING = Duration.ofMinutes(10);

    boolean isFresh(boolean exists, Instant since) {
        Duration good = exists || ttl.compareTo(MOST_FOR_NOTHING) < 0 ? ttl : MOST_FOR_NOTHING;
        Duration age = Duration.between(since, clock.instant());
        // what is from the future was kept before the clock was set back: nobody knows how old it is
        return !age.isNegative() && age.compareTo(good) < 0;
    }

    /** How old that is, zero if it is from the future. */
    Duration age(Instant since) {
        Duration age = Duration.between(since, clock.instant());
        return age.isNegative() ? Duration.ZERO : age;
    }
}
