package io.github.gtmapillary.http.pace;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * The pauses after blocks: a blocking host is left alone, twice as long after each further refusal.
 *
 * @param firstPause pause after the first refusal
 * @param longestPause limit to which the pauses grow
 * @param longestTrial longest time of a test; a test that lasts longer counts as lost
 */
record BreakerRules(Duration firstPause, Duration longestPause, Duration longestTrial) {

    /**
     * Of three blocks measured in August 2026, each ended after 20 to 26 hours without a request, and one lasted 48 hours while requests
     * went on. A false alarm ends sooner, so the first test comes after an hour.
     */
    static final BreakerRules STANDARD =
            new BreakerRules(Duration.ofHours(1), Duration.ofHours(24), Duration.ofMinutes(2));

    /** @throws IllegalArgumentException if a pause is not positive, or the longest one is shorter than the first */
    BreakerRules {
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("no rule for blocks: pauses from " + firstPause + " to " + longestPause);
        }
    }

    /** The same rules for requests that may last this long. */
    BreakerRules forCallsOf(Duration timeout) {
        return new BreakerRules(firstPause, longestPause, longestTrial.plus(timeout));
    }

    /**
     * The block after one more refusal.
     *
     * @param before the block so far, null if this is the first refusal
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
