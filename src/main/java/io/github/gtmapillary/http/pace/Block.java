package io.github.gtmapillary.http.pace;

import java.time.Duration;
import java.time.Instant;

/**
 * A host's block of this address.
 *
 * @param since when the host refused the first request
 * @param until when one request may test whether the block is over
 * @param times number of refused requests: the first one and each test; 1 or more
 */
record Block(Instant since, Instant until, int times) {

    /** @throws IllegalArgumentException if no request was refused */
    Block {
        if (times < 1) {
            throw new IllegalArgumentException("a block begins with a refused request, but this one has " + times);
        }
    }

    /**
     * Whether one request may test the block. An end further away than the longest pause shows that the clock was wrong, then or now, so a
     * test may go.
     */
    boolean mayBeTried(Instant now, Duration longestPause) {
        return !now.isBefore(until) || until.isAfter(now.plus(longestPause));
    }

    /** The same block, but no other program may test it before this moment. */
    Block triedAgainAt(Instant moment) {
        return new Block(since, moment, times);
    }
}
