package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.DayBudgetSpentException;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.Standstill;
import io.github.gtmapillary.http.Timekeeper;
import io.github.gtmapillary.http.Timekeeper.Alarm;
import io.github.gtmapillary.http.TransientApiException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The queue of requests to one host. Safe for many threads; calls nothing outside under its lock. */
final class HostGate {

    /** In percent; JOSM stops at this value. */
    private static final double MOST_USAGE = 95;

    /** A host that asks for a pause of years has made a mistake. */
    private static final Duration LONGEST_CLOSURE = Duration.ofMinutes(15);

    /**
     * The limits of one host.
     *
     * @param name the host's name in messages
     * @param perMinute requests; {@link Integer#MAX_VALUE} for any number
     * @param burst how many requests may go at once
     * @param budget limit of a day, null for none
     */
    record Limits(
            String name, int perMinute, int burst, @Nullable DayBudget budget) {
        boolean isPaced() {
            return perMinute != RateLimits.UNLIMITED;
        }
    }

    private final Limits limits;
    private final Timekeeper time;
    private final Consumer<PromisedAnswer> next;
    private final RareWarning warning;

    /** Guards the fields below. */
    private final Object lock = new Object();

    private final RequestRate rate;
    private final Deque<PromisedAnswer> waiting = new ArrayDeque<>();
    private @Nullable Alarm alarm;
    private boolean closed;

    /** @param next receives each request at its turn */
    HostGate(Limits limits, Timekeeper time, Consumer<PromisedAnswer> next) {
        this.limits = limits;
        this.time = time;
        this.next = next;
        this.warning = new RareWarning(time.clock());
        this.rate = new RequestRate(limits.perMinute, limits.burst, time.nanoTime());
    }

    /** Passes a request on at its turn, and tells it how long that takes; fails it if its turn does not come today. */
    void enter(PromisedAnswer promised) {
        // before others see the request, because the next step changes how to cancel it
        promised.whenCancelled(() -> leave(promised));
        if (isSpent(waiting())) {
            refuseForToday(promised);
            return;
        }
        boolean waits;
        synchronized (lock) {
            waits = !closed;
            if (waits) {
                waiting.add(promised);
            }
        }
        if (waits) {
            handOn();
            tellOfWait(promised);
        } else {
            next.accept(promised); // the client inside reports that it is closed
        }
    }

    private void leave(PromisedAnswer promised) {
        synchronized (lock) {
            waiting.remove(promised);
        }
    }

    /**
     * Tells waiting requests why and how long they wait.
     *
     * @param one the only request to tell, null for all
     */
    private void tellOfWait(@Nullable PromisedAnswer one) {
        Map<PromisedAnswer, Standstill> waits = new LinkedHashMap<>();
        synchronized (lock) {
            long now = time.nanoTime();
            String cause = cause(now);
            int ahead = 0;
            for (PromisedAnswer promised : waiting) {
                if (one == null || one == promised) {
                    waits.put(
                            promised,
                            new Standstill(FailureKind.RATE_LIMIT, cause, null, now, now + rate.waitOf(ahead, now)));
                }
                ahead++;
            }
        }
        waits.forEach(PromisedAnswer::waits);
    }

    private String cause(long now) {
        if (rate.closedFor(now) > 0) {
            return limits.name + ", which asked us to wait until then";
        }
        return rate.isSlow()
                ? "the slow pace of " + limits.name + ", whose request limit is nearly used up"
                : "the pace of " + limits.name;
    }

    /** Passes on the requests whose turn it is, and schedules the turns of the others. */
    private void handOn() {
        List<PromisedAnswer> ready = new ArrayList<>();
        synchronized (lock) {
            long now = time.nanoTime();
            long wait = 0;
            while (!waiting.isEmpty() && wait == 0) {
                wait = rate.take(now);
                if (wait == 0) {
                    ready.add(waiting.remove());
                }
            }
            if (wait > 0 && alarm == null) {
                alarm = time.after(Duration.ofNanos(wait), this::ring);
            }
        }
        ready.forEach(this::handOn);
    }

    private void ring() {
        synchronized (lock) {
            alarm = null;
        }
        handOn();
    }

    private void handOn(PromisedAnswer promised) {
        promised.guarded(() -> {
            if (promised.isDone()) {
                return; // cancelled meanwhile
            }
            if (limits.budget == null || limits.budget.take()) {
                next.accept(promised);
            } else {
                refuseForToday(promised);
            }
        });
    }

    /** Reads an answer for the host's wish to be left alone. */
    void observe(PendingAnswer answer) {
        try {
            answer.await();
        } catch (TransientApiException e) {
            if (e.isHeldBack() && limits.budget != null) {
                limits.budget.giveBack();
            }
            e.retryAfter().ifPresent(this::close);
        } catch (IOException | RuntimeException | Error e) {
            // applies to its own request alone, not to the pace
        }
    }

    private void close(Duration wish) {
        Duration closure = wish.compareTo(LONGEST_CLOSURE) < 0 ? wish : LONGEST_CLOSURE;
        synchronized (lock) {
            rate.close(closure.toNanos(), time.nanoTime());
        }
        tellOfWait(null);
    }

    /** Records how much of the limits is used up. */
    void used(double percent) {
        boolean slower = percent > MOST_USAGE;
        synchronized (lock) {
            if (slower == rate.isSlow() || !limits.isPaced()) {
                return;
            }
            rate.slowDown(slower, time.nanoTime());
            // the alarm was set for the earlier pace
            cancelAlarm();
        }
        if (slower) {
            warning.tell(
                    "usage",
                    "Mapillary's request limit is nearly used up (" + percent + " % at " + limits.name
                            + "): the pace is slower until usage falls; ask for less per minute");
        }
        handOn();
        tellOfWait(null);
    }

    /** Compensates for a request that a shared cache answered: the next request may go, and the day's budget gains one. */
    void giveBack() {
        if (limits.budget != null) {
            limits.budget.giveBack();
        }
        synchronized (lock) {
            rate.giveBack(time.nanoTime());
            // the alarm was set for a later moment
            cancelAlarm();
        }
        handOn();
    }

    private boolean isSpent(int ahead) {
        return limits.budget != null && limits.budget.left() <= ahead;
    }

    private void refuseForToday(PromisedAnswer promised) {
        DayBudget budget = Objects.requireNonNull(limits.budget);
        Instant resumesAt = budget.count().dayEnds();
        String message = "tiles_per_day=" + budget.limit() + " is used up for today: " + limits.name
                + " gets no more requests for tiles until " + resumesAt + ", here "
                + promised.request().label()
                + "; cached tiles still serve. Raise tiles_per_day if your limit with Mapillary is higher";
        warning.tell("day budget", message);
        promised.fail(new DayBudgetSpentException(promised.request(), message, resumesAt));
    }

    int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Fails waiting requests, and writes the counts of the sent ones. */
    void close() {
        List<PromisedAnswer> ended;
        synchronized (lock) {
            closed = true;
            ended = List.copyOf(waiting);
            waiting.clear();
            cancelAlarm();
        }
        ended.forEach(promised -> promised.fail(RequestCancelledException.byClosing(promised.request())));
        if (limits.budget != null) {
            limits.budget.count().settle();
        }
    }

    private void cancelAlarm() {
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
    }
}
