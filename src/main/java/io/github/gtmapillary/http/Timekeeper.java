package io.github.gtmapillary.http;

import java.time.Clock;
import java.time.Duration;

/** The clients' clock and alarms. Safe for many threads. */
public interface Timekeeper extends AutoCloseable {

    /** A scheduled action. */
    interface Alarm {
        /** Cancels the action, unless it has begun. */
        void cancel();
    }

    /** The time of day, which may jump. */
    Clock clock();

    /** Nanoseconds since a fixed moment, without jumps, like {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs an action later, never on the calling thread. The action must be short and must not throw.
     *
     * @param delay zero or negative runs it as soon as possible
     */
    Alarm after(Duration delay, Runnable action);

    /** Cancels all scheduled actions. From now on no action runs. */
    @Override
    void close();
}
