package io.github.gtmapillary.http.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * For how long a host is left alone that blocks this address: twice as long each time that it still does.
 *
 * @param firstPause after the first refusal
 * @param longestPause what it grows to
 * @param longestTrial how long the request that tries may take; one that has not ended by then is taken for lost
 */
public record BreakerRules(Duration firstPause, Duration longestPause, Duration longestTrial) {

    /**
     * Three blocks were measured in August 2026: each ended after 20 to 26 hours without a request, and one went on for 48 hours
     * while it was asked. What only looks like a block is over sooner, so the first trial comes after an hour.
     */
    public static final BreakerRules STANDARD =
            new BreakerRules(Duration.ofHours(1), Duration.ofHours(24), Duration.ofMinutes(2));

    /** @throws IllegalArgumentException if the pauses are not positive and growing */
    public BreakerRules {
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("no rule for blocks: pauses from " + firstPause + " to " + longestPause);
        }
    }

    /** The same for requests that may take as long as this. */
    BreakerRules forCallsOf(Duration timeout) {
        return new BreakerRules(firstPause, longestPause, longestTrial.plus(timeout));
    }

    /**
     * The block after one more refusal.
     *
     * @param before null if this is the first one
     */
    Block refused(@Nullable Block before, Instant now) {
        int times = before == null ? 1 : before.times() + 1;
        Instant since = before == null ? now.truncatedTo(ChronoUnit.SECONDS) : before.since();
        return new Block(since, now.plus(pause(times)).truncatedTo(ChronoUnit.SECONDS), times);
    }

    private Duration pause(int times) {
        Duration pause = firstPause;
        for (int i = 1; i < times && pause.compareTo(longestPause) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
