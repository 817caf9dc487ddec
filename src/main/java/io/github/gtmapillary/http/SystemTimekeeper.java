package io.github.gtmapillary.http;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** This machine's time. One daemon thread runs all alarms of a client; it ends by itself when there are none. */
public final class SystemTimekeeper implements Timekeeper {

    private static final long IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor alarms =
            new ScheduledThreadPoolExecutor(1, DaemonThreads.named("mapillary-http-timer-"));

    public SystemTimekeeper() {
        alarms.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        alarms.allowCoreThreadTimeOut(true);
        alarms.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Clock clock() {
        return Clock.systemUTC();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Alarm after(Duration delay, Runnable action) {
        try {
            Future<?> ringing = alarms.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> ringing.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // closed
        }
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
