package io.github.gtmapillary.http;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A client whose answers a test gives, beforehand or when it likes. Remembers what was sent. */
public final class ScriptedApi extends BareClient {

    public final List<Sent> sent = new ArrayList<>();
    private final Deque<Object> script = new ArrayDeque<>();
    private boolean closed;

    /** A request that was sent. */
    public static final class Sent extends PromisedAnswer {
        public volatile boolean cancelled;

        public Sent(ApiRequest request) {
            super(request);
            whenCancelled(() -> cancelled = true);
        }

        public void answer(ApiAnswer answer) {
            complete(answer);
        }
    }

    /** Answers the next request that has no answer yet at once. */
    public synchronized ScriptedApi then(ApiAnswer answer) {
        script.add(answer);
        return this;
    }

    /** Fails the next request that has no answer yet at once. */
    public synchronized ScriptedApi then(Throwable failure) {
        script.add(failure);
        return this;
    }

    public synchronized Sent last() {
        return sent.get(sent.size() - 1);
    }

    public synchronized int count() {
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

    public synchronized boolean isClosed() {
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
