package io.github.gtmapillary.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to a request that waits, is under way or is finished. */
public interface PendingAnswer {

    /**
     * Waits for the answer. Later calls, also from other threads, return the same answer or throw the same exception.
     *
     * @throws ApiException if the request failed; its subtype says how to react
     * @throws RequestCancelledException after {@link #cancel()}, or if the client was closed meanwhile
     * @throws java.io.InterruptedIOException if this thread is interrupted while it waits. That cancels the request, and the thread's
     * interrupt flag stays set.
     * @throws IOException if the client was already closed when the request was sent
     */
    ApiAnswer await() throws IOException;

    /**
     * Cancels the request, and frees its connection or its place in the queue. From then on {@link #await()} throws {@link
     * RequestCancelledException}, even if the answer had already arrived.
     */
    void cancel();

    /**
     * Sets the watcher that learns why the request waits before it is sent or sent again. It is called on any thread at each change, and at
     * once if the request waits now. Null means that only the host's answer is missing. A new watcher replaces the earlier one.
     */
    default void watch(Watcher watcher) {}

    /**
     * Ends a waiting request with this failure, unless a cache has an expired answer to serve instead. A request that does not wait may go
     * on.
     */
    default void giveUp(WaitTooLongException why) {
        cancel();
    }

    /** Learns why a request waits. */
    @FunctionalInterface
    interface Watcher {
        void waits(@Nullable Standstill standstill);
    }

    /**
     * Runs an action once the request has ended in any way, so that {@link #await()} no longer waits. The action runs on the thread that
     * ends the request, so it must be short. If the request has already ended, the action runs at once.
     */
    void whenDone(Runnable action);
}
