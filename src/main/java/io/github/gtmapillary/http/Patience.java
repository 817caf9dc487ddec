package io.github.gtmapillary.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how long one query may stand still ({@code max_wait_seconds}). A query stands still while its caller waits, none of its answers
 * arrives, and all its requests wait to be sent or sent again. The waits are known beforehand, so a query that would stand still for too
 * long fails at once. A request that is under way is no standstill: {@code timeout_seconds} bounds it.
 *
 * <p>Each query has its own. One thread waits; other threads report arriving answers.
 */
public final class Patience {

    /** Shorter waits are not reported. */
    private static final Duration SHORTEST_TOLD = Duration.ofSeconds(3);

    private final Duration bound;
    private final Timekeeper time;
    private final WaitListener listener;

    /** The requests without an answer yet; this object guards them and the next fields. The value is null while a request is under way. */
    private final IdentityHashMap<PendingAnswer, @Nullable Standstill> pending = new IdentityHashMap<>();

    private @Nullable PendingAnswer awaited;
    private @Nullable ApiRequest awaitedRequest;

    /** When the present wait without any answer began. */
    private long since;

    /** How long the query has waited without an answer so far. */
    private Duration before = Duration.ZERO;

    /** @param listener told of waits of some seconds or more */
    public Patience(Duration bound, Timekeeper time, WaitListener listener) {
        this.bound = bound;
        this.time = time;
        this.listener = listener;
    }

    /** A query that may wait without end. */
    public static Patience endless() {
        return new Patience(Duration.ofNanos(Long.MAX_VALUE), new SystemTimekeeper(), (cause, until) -> {});
    }

    /** Sends a request of the query. */
    public PendingAnswer send(ApiClient client, ApiRequest request) {
        PendingAnswer answer = client.send(request);
        synchronized (this) {
            pending.put(answer, null);
        }
        answer.watch(standstill -> changed(answer, standstill));
        answer.whenDone(() -> ended(answer));
        return answer;
    }

    /**
     * Waits for an answer to the query.
     *
     * @throws WaitTooLongException if the query would stand still for too long, and no cache has an expired answer
     * @throws IOException for the same reasons as {@link PendingAnswer#await()}
     */
    public ApiAnswer await(ApiRequest request, PendingAnswer answer) throws IOException {
        synchronized (this) {
            awaited = answer;
            awaitedRequest = request;
            since = time.nanoTime();
        }
        check();
        try {
            return answer.await();
        } finally {
            stopWaiting();
        }
    }

    private synchronized void stopWaiting() {
        if (awaited != null) {
            before = before.plusNanos(time.nanoTime() - since);
            awaited = null;
        }
    }

    private void changed(PendingAnswer answer, @Nullable Standstill standstill) {
        synchronized (this) {
            if (!pending.containsKey(answer)) {
                return;
            }
            pending.put(answer, standstill);
        }
        check();
    }

    private void ended(PendingAnswer answer) {
        boolean hasCome = hasCome(answer);
        synchronized (this) {
            pending.remove(answer);
            if (hasCome) {
                before = Duration.ZERO;
                since = time.nanoTime();
            }
        }
    }

    /** Whether the host has answered, even with an error; the waiting thread gets that error itself. */
    private static boolean hasCome(PendingAnswer answer) {
        try {
            answer.await();
            return true;
        } catch (TransientApiException | WaitTooLongException | RequestCancelledException e) {
            return false;
        } catch (IOException | RuntimeException | Error e) {
            return true;
        }
    }

    /** Gives up the awaited answer if even the first answer to come is too far away. */
    private void check() {
        PendingAnswer answer;
        WaitTooLongException tooLong;
        Standstill next;
        Duration left;
        synchronized (this) {
            answer = awaited;
            next = answer == null ? null : next();
            if (answer == null || next == null || awaitedRequest == null) {
                return;
            }
            long now = time.nanoTime();
            left = Duration.ofNanos(next.until() - now);
            long from = next.since() - since > 0 ? next.since() : since;
            Duration stood = before.plusNanos(now - from);
            tooLong = stood.plus(left).compareTo(bound) > 0 ? tooLong(awaitedRequest, next, stood, left) : null;
        }
        if (tooLong != null) {
            answer.giveUp(tooLong);
        } else if (left.compareTo(SHORTEST_TOLD) >= 0) {
            listener.waits(next.cause(), at(left));
        }
    }

    /** The wait of the request that goes first; null if a request is under way. Call it under the lock. */
    private @Nullable Standstill next() {
        Standstill first = null;
        for (Standstill standstill : pending.values()) {
            if (standstill == null) {
                return null;
            }
            first = first == null || standstill.until() - first.until() < 0 ? standstill : first;
        }
        return first;
    }

    private WaitTooLongException tooLong(ApiRequest request, Standstill next, Duration stood, Duration left) {
        Instant resumesAt = at(left);
        String message = "nothing has arrived for " + stood.toSeconds() + " s, and " + request.label() + " waits until "
                + resumesAt + " (" + (left.toSeconds() + 1) + " s more) for " + next.cause()
                + (next.reason() == null ? "" : ", because " + next.reason()) + ": longer than max_wait_seconds="
                + bound.toSeconds() + " allows. Ask again then, or raise max_wait_seconds";
        return new WaitTooLongException(next.kind(), request, message, resumesAt, left.compareTo(bound) > 0);
    }

    private Instant at(Duration left) {
        return time.clock().instant().plus(left).truncatedTo(ChronoUnit.SECONDS);
    }
}
