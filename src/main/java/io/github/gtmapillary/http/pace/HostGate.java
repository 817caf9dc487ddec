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

/** Where requests to one host wait for their turn. Safe for many threads; nothing outside is called under its lock. */
final class HostGate {

    /** In percent; JOSM stops here. */
    private static final double MOST_USAGE = 95;

    /** A host that wishes to be left alone for years has made a mistake. */
    private static final Duration LONGEST_CLOSURE = Duration.ofMinutes(15);

    /**
     * The limits of one host.
     *
     * @param name what messages call the host
     * @param perMinute requests; {@link Integer#MAX_VALUE} for any number
     * @param burst how many of them may go at once
     * @param budget for a day, null for none
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

    /** Guards what follows. */
    private final Object lock = new Object();

    private final RequestRate rate;
    private final Deque<PromisedAnswer> waiting = new ArrayDeque<>();
    private @Nullable Alarm alarm;
    private boolean closed;

    /** @param next is given the requests whose turn it is */
    HostGate(Limits limits, Timekeeper time, Consumer<PromisedAnswer> next) {
        this.limits = limits;
        this.time = time;
        this.next = next;
        this.warning = new RareWarning(time.clock());
        this.rate = new RequestRate(limits.perMinute, limits.burst, time.nanoTime());
    }

    /** Hands a request on when it is its turn, and tells how long that takes; fails it if that can't be today. */
    void enter(PromisedAnswer promised) {
        // before others see it, because the next step sets anew how to cancel it
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
            next.accept(promised); // and the client inside says that it is closed
        }
    }

    private void leave(PromisedAnswer promised) {
        synchronized (lock) {
            waiting.remove(promised);
        }
    }

    /**
     * Tells what requests wait for, and for how long.
     *
     * @param one the only one to be told, null for all
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
            return limits.name + ", which asks to be left alone until then";
        }
        return rate.isSlow()
                ? "the slow pace of " + limits.name + ", whose request limit is nearly used up"
                : "the pace of " + limits.name;
    }

    /** Hands on those whose turn it is, and sees to it that the others get theirs. */
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
                return; // given up meanwhile
            }
            if (limits.budget == null || limits.budget.take()) {
                next.accept(promised);
            } else {
                refuseForToday(promised);
            }
        });
    }

    /** Takes note of an answer that has come: the host may wish to be left alone. */
    void observe(PendingAnswer answer) {
        try {
            answer.await();
        } catch (TransientApiException e) {
            if (e.isHeldBack() && limits.budget != null) {
                limits.budget.giveBack();
            }
            e.retryAfter().ifPresent(this::close);
        } catch (IOException | RuntimeException | Error e) {
            // concerns its caller alone, and says nothing about the pace
        }
    }

    private void close(Duration wish) {
        Duration closure = wish.compareTo(LONGEST_CLOSURE) < 0 ? wish : LONGEST_CLOSURE;
        synchronized (lock) {
            rate.close(closure.toNanos(), time.nanoTime());
        }
        tellOfWait(null);
    }

    /** Takes note of how much of the limits is used up. */
    void used(double percent) {
        boolean slower = percent > MOST_USAGE;
        synchronized (lock) {
            if (slower == rate.isSlow() || !limits.isPaced()) {
                return;
            }
            rate.slowDown(slower, time.nanoTime());
            // it was set for the pace of before
            cancelAlarm();
        }
        if (slower) {
            warning.tell(
                    "usage",
                    "Mapillary's request limit is nearly used up (" + percent + " % at " + limits.name
                            + "): the pace is slower until it is not; ask for less per minute");
        }
        handOn();
        tellOfWait(null);
    }

    /** Makes up for a request that a shared cache answered: the next one has leave, and the day's budget one request more. */
    void giveBack() {
        if (limits.budget != null) {
            limits.budget.giveBack();
        }
        synchronized (lock) {
            rate.giveBack(time.nanoTime());
            // it was set for a later moment
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
                + " is asked for no more tiles until " + resumesAt + ", here "
                + promised.request().label()
                + "; what is cached still serves. Raise tiles_per_day if your limit with Mapillary is higher";
        warning.tell("day budget", message);
        promised.fail(new DayBudgetSpentException(promised.request(), message, resumesAt));
    }

    int waiting() {
        synchronized (lock) {
            return waiting.size();
        }
    }

    /** Ends the requests that wait, and sees to it that those that went are counted. */
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
