package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.io.InterruptedIOException;
import java.lang.ref.Cleaner;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what a client does from its creation on. Safe for many threads. */
public final class Health {

    private final LongAdder requests = new LongAdder();
    private final LongAdder retries = new LongAdder();
    private final LongAdder cacheHits = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<FailureKind, LongAdder> failures = new ConcurrentHashMap<>();
    private volatile Supplier<State> state = () -> new State(0, null, Optional.empty(), Optional.empty());

    private volatile WaitListener listener = (cause, until) -> {};
    private volatile Runnable unblocking = () -> {};

    /**
     * A client's state.
     *
     * @param waiting number of requests that wait for their turn
     * @param tilesLeftToday remaining tiles of today, null for no limit
     * @param tilesBlockedUntil next try of the tiles host, if it blocks this address; null if it does not
     * @param graphBlockedUntil the same for the Graph API
     */
    public record State(
            int waiting,
            @Nullable Long tilesLeftToday,
            Optional<Instant> tilesBlockedUntil,
            Optional<Instant> graphBlockedUntil) {}

    /** Starts with all counts at zero. */
    public Health() {}

    public void requested() {
        requests.increment();
    }

    /** Counts an answer from a cache. */
    public void hit() {
        cacheHits.increment();
    }

    public void received(long bytesReceived) {
        bytes.add(bytesReceived);
    }

    public void retried() {
        retries.increment();
    }

    /** Counts a request that failed for good. A request that its caller gave up is no failure. */
    public void failed(Throwable failure) {
        FailureKind kind = kindOf(failure);
        if (kind != FailureKind.CANCELLED) {
            failures.computeIfAbsent(kind, first -> new LongAdder()).increment();
        }
    }

    /** Without a kind, the exception is a mistake in this library, or this thread was interrupted. */
    private static FailureKind kindOf(Throwable failure) {
        if (failure instanceof InterruptedIOException) {
            return FailureKind.CANCELLED;
        }
        return failure instanceof MapillaryException known ? known.kind() : FailureKind.DEFECT;
    }

    /** Sets the source of the state. */
    public void watch(Supplier<State> states) {
        state = states;
    }

    /**
     * Runs an action once: when the returned handle is told to run it, or when no client that reports to this is used any more.
     *
     * @param action must not reference this object, nor anything that does
     */
    public Cleaner.Cleanable whenForgotten(Runnable action) {
        return ForgottenClients.whenCollected(this, action);
    }

    /** Reports that a query begins to stand still. */
    public void waits(String cause, Instant until) {
        listener.waits(cause, until);
    }

    /** Sets the listener for queries that begin to stand still. Before that call, nobody is told. */
    public void listen(WaitListener newListener) {
        listener = newListener;
    }

    /** Sets the action that lifts blocks. */
    public void whenUnblocked(Runnable lifting) {
        unblocking = lifting;
    }

    /**
     * Lets requests go again to the hosts that block this address, for all programs that share the folder: an administrator knows that the
     * block is over.
     */
    public void unblock() {
        unblocking.run();
    }

    /** The present counts and state. */
    public HealthReport report() {
        State now = state.get();
        SortedMap<FailureKind, Long> byKind = new TreeMap<>();
        failures.forEach((kind, count) -> byKind.put(kind, count.sum()));
        return new HealthReport(
                requests.sum(),
                retries.sum(),
                cacheHits.sum(),
                bytes.sum(),
                byKind,
                now.waiting,
                Optional.ofNullable(now.tilesLeftToday),
                now.tilesBlockedUntil,
                now.graphBlockedUntil);
    }
}
