package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.Timekeeper;
import java.time.Duration;

/**
 * A rate of requests a minute with a burst: a token bucket, stored as the time at which it will be full again. Not safe for many threads.
 * Moments are those of {@link Timekeeper#nanoTime()}.
 */
final class RequestRate {

    private static final long NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    /** The factor by which a host near its limit is asked more slowly, without bursts. */
    private static final int SLOWNESS = 10;

    /** Nanoseconds that each request uses up; zero for no limit. */
    private final long interval;

    /** The longest time from now until the bucket is full. */
    private final long burst;

    private long fullAt;
    private long closedUntil;
    private boolean slow;

    /**
     * A rate whose bucket is full.
     *
     * @param perMinute 1 or more; {@link Integer#MAX_VALUE} means no limit
     * @param burst most requests at once, 1 or more; never more than a minute's worth
     */
    RequestRate(int perMinute, int burst, long now) {
        this.interval = perMinute == Integer.MAX_VALUE ? 0 : (NANOS_PER_MINUTE + perMinute - 1) / perMinute;
        this.burst = (Math.min(burst, perMinute) - 1) * interval;
        this.fullAt = now;
        this.closedUntil = now;
    }

    /** Asks for permission to send one request: zero if granted, else the nanoseconds until the next try. */
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

    /** Returns the permission of a request that did not reach the host; a paused or slow rate stays so. */
    void giveBack(long now) {
        long step = slow ? SLOWNESS * interval : interval;
        fullAt = now + Math.max(fullAt - now - step, 0);
    }

    /** The nanoseconds until a request behind {@code ahead} others is expected to go. */
    long waitOf(int ahead, long now) {
        long opens = Math.max(closedFor(now), 0);
        long step = slow ? SLOWNESS * interval : interval;
        long base = Math.max(fullAt - (now + opens), 0);
        return opens + Math.max(base - (slow ? 0 : burst) + ahead * step, 0);
    }

    /** Grants nothing for a while; a longer present pause stays. */
    void close(long nanos, long now) {
        if (nanos > closedFor(now)) {
            closedUntil = now + nanos;
        }
    }

    /** The nanoseconds left of a pause; zero or less if there is none. */
    long closedFor(long now) {
        return closedUntil - now;
    }

    /** Slows down, or returns to the full pace with an empty bucket. */
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
