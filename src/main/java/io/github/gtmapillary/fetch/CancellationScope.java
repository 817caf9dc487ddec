package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.PendingAnswer;
import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The requests of one read that still wait for their answers. Closing the scope cancels all of them at once and lets no further request
 * be sent. Any thread may close it at any time; after that, each attempt to go on throws {@link ReaderClosedException}.
 */
final class CancellationScope implements Closeable {

    /** Sends one request. */
    @FunctionalInterface
    interface Sending {
        PendingAnswer send() throws IOException;
    }

    /** In the order of sending. Guarded by this, as is {@link #closed}. */
    private final Set<PendingAnswer> underWay = new LinkedHashSet<>();

    private boolean closed;

    /**
     * Sends a request within this scope.
     *
     * @return the answer, which {@link #done} has to take out of the scope once it was read
     * @throws ReaderClosedException if the scope is closed; the request is then not sent
     */
    synchronized PendingAnswer send(Sending sending) throws IOException {
        requireOpen();
        PendingAnswer answer = sending.send();
        underWay.add(answer);
        return answer;
    }

    /** Takes an answer out of the scope: it has come or failed, and there is nothing left to cancel. */
    synchronized void done(PendingAnswer answer) {
        underWay.remove(answer);
    }

    /** Fails once the scope is closed. */
    synchronized void requireOpen() throws ReaderClosedException {
        if (closed) {
            throw new ReaderClosedException();
        }
    }

    /** Cancels all requests under way, without holding the lock while it does. Closing again does nothing. */
    @Override
    public void close() {
        List<PendingAnswer> left;
        synchronized (this) {
            closed = true;
            left = List.copyOf(underWay);
            underWay.clear();
        }
        left.forEach(PendingAnswer::cancel);
    }
}
