package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.Timekeeper;
import java.time.Duration;

/**
 * A rate of requests a minute with a burst: a token bucket, stored as the time at which it will be full again. Not safe
 * for threads; moments are those of {@link Timekeeper#nanoTime()}.
 */
final class RequestRate {

    private static final long NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    /** A host that is near its limit is asked so many times more slowly, and nothing goes in a burst. */
    private static final int SLOWNESS = 10;

    /** Nanoseconds that one request uses up; zero for no limit. */
    private final long interval;

    /** How far ahead of now the bucket's being full may lie. */
    private final long burst;

    private long fullAt;
    private long closedUntil;
    private boolean slow;

    /**
     * A rate whose bucket is full.
     *
     * @param perMinute 1 or more; {@link Integer#MAX_VALUE} is no limit
     * @param burst how many may go at once, 1 or more; never more than a minute's worth
     */
    RequestRate(int perMinute, int burst, long now) {
        this.interval = perMinute == Integer.MAX_VALUE ? 0 : (NANOS_PER_MINUTE + perMinute - 1) / perMinute;
        this.burst = (Math.min(burst, perMinute) - 1) * interval;
        this.fullAt = now;
        this.closedUntil = now;
    }

    /** Takes leave to send one request: zero if it is given, or how many nanoseconds later to ask again. */
    long take(long now) {
        long wait = closedFor(now);
        if (wait > 0) {
            return wait;
        }
        long base = Math.max(fullAt - now, 0);
        long early = base - (slow ? 0 : burst);
        if (early > 0) {
            return early;
        }
        fullAt = now + base + (slow ? SLOWNESS * interval : interval);
        return 0;
    }

    /** Gives back the leave of a request that was not one for the host; a closed or slow host stays so. */
    void giveBack(long now) {
        long step = slow ? SLOWNESS * interval : interval;
        fullAt = now + Math.max(fullAt - now - step, 0);
    }

    /** How many nanoseconds from now a request is expected to have leave, while so many others are ahead of it. */
    long waitOf(int ahead, long now) {
        long opens = Math.max(closedFor(now), 0);
        long step = slow ? SLOWNESS * interval : interval;
        long base = Math.max(fullAt - (now + opens), 0);
        return opens + Math.max(base - (slow ? 0 : burst) + ahead * step, 0);
    }

    /** Gives no leave for a while, or for longer if it gives none already. */
    void close(long nanos, long now) {
        if (nanos > closedFor(now)) {
            closedUntil = now + nanos;
        }
    }

    /** For how many nanoseconds more it gives no leave at all; zero or less if it does. */
    long closedFor(long now) {
        return closedUntil - now;
    }

    /** Slows down, or comes back with an empty bucket. */
    void slowDown(boolean slower, long now) {
        if (slower != slow) {
            slow = slower;
            fullAt = now + (slower ? SLOWNESS * interval : burst);
        }
    }

    boolean isSlow() {
        return slow;
    }
}
