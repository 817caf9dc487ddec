package io.github.gtmapillary.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The answer to a request that waits, is under way or is done. */
public interface PendingAnswer {

    /**
     * Waits for the answer. May be called again, and by several threads: it then returns the same answer or throws the same
     * exception.
     *
     * @throws ApiException if the request failed; its subtype says what may be done about it
     * @throws RequestCancelledException after {@link #cancel()}, or if the client was closed meanwhile
     * @throws java.io.InterruptedIOException if this thread is interrupted while it waits; that cancels the request, and the
     *     thread's interrupt flag stays set
     * @throws IOException if the client was already closed when the request was sent
     */
    ApiAnswer await() throws IOException;

    /**
     * Gives the answer up: frees its connection or its place in the queue. From now on {@link #await()} throws
     * {@link RequestCancelledException}, also if the answer had arrived already.
     */
    void cancel();

    /**
     * Tells from now on what the request waits for before it is sent or sent again: each time that this changes, on any thread, and
     * at once if it waits now. Null is the host's answer alone. The last watcher counts.
     */
    default void watch(Watcher watcher) {}

    /**
     * Ends the request, which waits, with this failure, unless a cache has an older answer that serves in its place. A request that
     * does not wait may go on.
     */
    default void giveUp(WaitTooLongException why) {
        cancel();
    }

    /** Hears what a request waits for. */
    @FunctionalInterface
    interface Watcher {
        void waits(@Nullable Standstill standstill);
    }

    /**
     * Runs an action once the request has ended, however it did: then {@link #await()} no longer waits. It runs on the thread that
     * ended the request, so it has to be short, or at once if that was before.
     */
    void whenDone(Runnable action);
}
