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

/** The counts of a client since it was made, kept while it works. Safe for many threads. */
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
     * How a client stands.
     *
     * @param waiting requests that wait for their turn
     * @param tilesLeftToday null if any number
     * @param tilesBlockedUntil when the host is tried again that blocks this address
     * @param graphBlockedUntil likewise
     */
    public record State(
            int waiting,
            @Nullable Long tilesLeftToday,
            Optional<Instant> tilesBlockedUntil,
            Optional<Instant> graphBlockedUntil) {}

    /** Nothing has happened yet. */
    public Health() {}

    public void requested() {
        requests.increment();
    }

    /** A cache has answered. */
    public void hit() {
        cacheHits.increment();
    }

    public void received(long bytesReceived) {
        bytes.add(bytesReceived);
    }

    public void retried() {
        retries.increment();
    }

    /** A request has failed for good. That somebody gave it up is no failure. */
    public void failed(Throwable failure) {
        FailureKind kind = kindOf(failure);
        if (kind != FailureKind.CANCELLED) {
            failures.computeIfAbsent(kind, first -> new LongAdder()).increment();
        }
    }

    /** An exception without a kind is a mistake in this library, or this thread was interrupted. */
    private static FailureKind kindOf(Throwable failure) {
        if (failure instanceof InterruptedIOException) {
            return FailureKind.CANCELLED;
        }
        return failure instanceof MapillaryException known ? known.kind() : FailureKind.DEFECT;
    }

    /** Says whom to ask for the state. */
    public void watch(Supplier<State> states) {
        state = states;
    }

    /**
     * Runs an action once, when it is told to or when nothing uses the client any more that reports to this.
     *
     * @param action must not hold this, nor anything that does
     */
    public Cleaner.Cleanable whenForgotten(Runnable action) {
        return ForgottenClients.whenCollected(this, action);
    }

    /** A query begins to stand still. */
    public void waits(String cause, Instant until) {
        listener.waits(cause, until);
    }

    /** Says who hears that a query begins to stand still; before that, nobody does. */
    public void listen(WaitListener newListener) {
        listener = newListener;
    }

    /** Says how blocks are lifted. */
    public void whenUnblocked(Runnable lifting) {
        unblocking = lifting;
    }

    /** Lets the hosts be asked again that block this address, for all programs that share the folder: a person knows it is over. */
    public void unblock() {
        unblocking.run();
    }

    /** How things are now. */
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
