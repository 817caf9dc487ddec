package io.github.gtmapillary.http.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * That a host blocks this address.
 *
 * @param since when the first request was refused
 * @param until when one request may try whether the block is over
 * @param times how many requests were refused: the first one, and each that tried; 1 or more
 */
record Block(Instant since, Instant until, int times) {

    /** @throws IllegalArgumentException if no request was refused */
    Block {
        if (times < 1) {
            throw new IllegalArgumentException("a block begins with a refused request, but has " + times);
        }
    }

    /**
     * Whether one request may try. An end further away than the longest pause means that the clock was wrong, then or now: a try
     * tells.
     */
    boolean mayBeTried(Instant now, Duration longestPause) {
        return !now.isBefore(until) || until.isAfter(now.plus(longestPause));
    }

    /** The same block, which nobody else may try before this moment. */
    Block triedAgainAt(Instant moment) {
        return new Block(since, moment, times);
    }
}
