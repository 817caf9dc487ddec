package io.github.gtmapillary.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A client whose answers a test gives, beforehand or when it likes. Remembers what was sent. */
final class ScriptedApi extends BareClient {

    final List<Sent> sent = new ArrayList<>();
    private final Deque<Object> script = new ArrayDeque<>();
    private boolean closed;

    /** A request that was sent. */
    static final class Sent extends PromisedAnswer {
        volatile boolean cancelled;

        Sent(ApiRequest request) {
            super(request);
            whenCancelled(() -> cancelled = true);
        }

        void answer(ApiAnswer answer) {
            complete(answer);
        }
    }

    /** Answers the next request that has no answer yet at once. */
    synchronized ScriptedApi then(ApiAnswer answer) {
        script.add(answer);
        return this;
    }

    /** Fails the next request that has no answer yet at once. */
    synchronized ScriptedApi then(Throwable failure) {
        script.add(failure);
        return this;
    }

    synchronized Sent last() {
        return sent.get(sent.size() - 1);
    }

    synchronized int count() {
        return sent.size();
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        Sent pending = new Sent(request);
        Object outcome;
        synchronized (this) {
            if (closed) {
                pending.fail(new IOException("the data store is closed"));
                return pending;
            }
            sent.add(pending);
            outcome = script.poll();
        }
        if (outcome instanceof ApiAnswer answer) {
            pending.complete(answer);
        } else if (outcome instanceof Throwable failure) {
            pending.fail(failure);
        }
        return pending;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        List<Sent> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(sent);
        }
        all.forEach(pending -> pending.fail(RequestCancelledException.byClosing(pending.request())));
    }
}
