package io.github.gtmapillary.http;

import java.time.Clock;
import java.time.Duration;

/** Time as clients see it, and what is to happen later. Safe for many threads. */
public interface Timekeeper extends AutoCloseable {

    /** Something that is to happen. */
    interface Alarm {
        /** Keeps it from happening, unless it has begun. */
        void cancel();
    }

    /** The time of day, which may jump. */
    Clock clock();

    /** Nanoseconds since some moment, which do not jump; as {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs an action later, never on the thread that asks for it. The action has to be short and must not throw.
     *
     * @param delay zero or negative is as soon as possible
     */
    Alarm after(Duration delay, Runnable action);

    /** Forgets all that was to happen. From now on nothing that is asked for happens. */
    @Override
    void close();
}
