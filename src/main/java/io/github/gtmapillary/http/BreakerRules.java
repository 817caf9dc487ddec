package io.github.gtmapillary.http;

import java.time.Duration;

/**
 * For how long a host is left alone that blocks this address: twice as long each time that it still does.
 *
 * @param firstPause after the first refusal
 * @param longestPause what it grows to
 */
record BreakerRules(Duration firstPause, Duration longestPause) {

    /**
     * A block was seen to last for some hours, and nobody knows whether asking prolongs it; what only looks like one, the page of a
     * network's own log-in say, is soon over.
     */
    static final BreakerRules STANDARD = new BreakerRules(Duration.ofMinutes(5), Duration.ofHours(2));

    /** @throws IllegalArgumentException if the pauses are not positive and growing */
    BreakerRules {
        if (firstPause.isNegative() || firstPause.isZero() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException("no rule for blocks: pauses from " + firstPause + " to " + longestPause);
        }
    }

    Duration after(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
