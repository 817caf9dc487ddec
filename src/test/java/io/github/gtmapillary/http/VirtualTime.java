package io.github.gtmapillary.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Time that passes when a test says so, or as soon as somebody sets an alarm. */
public final class VirtualTime implements Timekeeper {

    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final List<Ringing> alarms = new ArrayList<>();
    private final List<Duration> asked = new ArrayList<>();
    private final ExecutorService ringer;
    private Duration passed = Duration.ZERO;
    private Duration clockIsOff = Duration.ZERO;
    private boolean closed;

    private record Ringing(Duration at, int number, Runnable action) {}

    private VirtualTime(ExecutorService ringer) {
        this.ringer = ringer;
    }

    /** Time that stands still until a test advances it. */
    public static VirtualTime standing() {
        return new VirtualTime(null);
    }

    /** Time that jumps to every alarm as soon as it is set. */
    public static VirtualTime jumping() {
        return new VirtualTime(Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "virtual time");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /**
     * Keeps alarms from ringing by themselves until the returned action is run: else time may pass between a request and the moment
     * at which somebody waits for it.
     */
    public Runnable hold() {
        CountDownLatch released = new CountDownLatch(1);
        if (ringer != null) {
            ringer.execute(() -> {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        return released::countDown;
    }

    @Override
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }

    private synchronized Instant now() {
        return START.plus(passed).plus(clockIsOff);
    }

    /** Sets the clock, but not what nanoTime tells. */
    public synchronized void setClock(Instant instant) {
        clockIsOff = Duration.between(START.plus(passed), instant);
    }

    @Override
    public synchronized long nanoTime() {
        // starts close to where it overflows
        return Long.MAX_VALUE - 1_000 + passed.toNanos();
    }

    @Override
    public synchronized Alarm after(Duration delay, Runnable action) {
        if (closed) {
            return () -> {};
        }
        asked.add(delay);
        Ringing ringing = new Ringing(passed.plus(delay.isNegative() ? Duration.ZERO : delay), asked.size(), action);
        alarms.add(ringing);
        if (ringer != null) {
            ringer.execute(() -> ringIfSet(ringing));
        }
        return () -> cancel(ringing);
    }

    private synchronized void cancel(Ringing ringing) {
        alarms.remove(ringing);
    }

    private void ringIfSet(Ringing ringing) {
        synchronized (this) {
            if (!alarms.remove(ringing)) {
                return;
            }
            passed = passed.compareTo(ringing.at) < 0 ? ringing.at : passed;
        }
        ringing.action.run();
    }

    /** Lets time pass and rings what is due, in its order. */
    public void advance(Duration time) {
        Duration end;
        synchronized (this) {
            end = passed.plus(time);
        }
        for (Optional<Ringing> next = next(end); next.isPresent(); next = next(end)) {
            ringIfSet(next.get());
        }
        synchronized (this) {
            passed = end;
        }
    }

    private synchronized Optional<Ringing> next(Duration end) {
        return alarms.stream()
                .filter(ringing -> ringing.at.compareTo(end) <= 0)
                .min(Comparator.comparing(Ringing::at).thenComparing(Ringing::number));
    }

    /** How long ago the test began. */
    public synchronized Duration passed() {
        return passed;
    }

    /** Alarms that are still to ring. */
    public synchronized int pending() {
        return alarms.size();
    }

    /** The delays of all alarms that were ever set. */
    public synchronized List<Duration> delays() {
        return List.copyOf(asked);
    }

    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        alarms.clear();
        if (ringer != null) {
            ringer.shutdown();
        }
    }
}
