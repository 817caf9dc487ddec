package io.github.gtmapillary.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A client whose answers a test gives, at once or later. Records what arrives. */
public final class FakeClient extends BareClient {

    public final List<ApiRequest> sent = new ArrayList<>();
    public final List<PromisedAnswer> promised = new ArrayList<>();
    public final List<ApiRequest> forgotten = new ArrayList<>();
    public final List<ApiRequest> cancelled = new ArrayList<>();
    public boolean closed;

    private Consumer<PromisedAnswer> outcome = later -> {};

    /** From now on requests are answered at once. */
    public void answers(ApiAnswer answer) {
        outcome = promise -> promise.complete(answer);
    }

    /** From now on requests fail at once. */
    public void fails(Throwable failure) {
        outcome = promise -> promise.fail(failure);
    }

    /** From now on {@link #send} itself fails. */
    public void refuses(RuntimeException failure) {
        outcome = promise -> {
            throw failure;
        };
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        sent.add(request);
        PromisedAnswer promise = new PromisedAnswer(request);
        promise.whenCancelled(() -> cancelled.add(request));
        promised.add(promise);
        outcome.accept(promise);
        return promise;
    }

    @Override
    public void forget(ApiRequest request) {
        forgotten.add(request);
    }

    @Override
    public void close() {
        closed = true;
    }
}
