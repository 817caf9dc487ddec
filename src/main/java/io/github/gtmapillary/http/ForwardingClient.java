package io.github.gtmapillary.http;

/**
 * A client around another one. Everything but sending goes to the client inside, unless a subclass does more: so no client in the
 * middle forgets to pass on what a cache further inside has to hear.
 */
public abstract class ForwardingClient implements ApiClient {

    private final ApiClient inner;

    /** @param inner closed together with this client */
    protected ForwardingClient(ApiClient inner) {
        this.inner = inner;
    }

    /** The client inside. */
    protected final ApiClient inner() {
        return inner;
    }

    @Override
    public boolean isCached(ApiRequest request) {
        return inner.isCached(request);
    }

    @Override
    public void forget(ApiRequest request) {
        inner.forget(request);
    }

    @Override
    public Patience patience() {
        return inner.patience();
    }

    @Override
    public void close() {
        inner.close();
    }
}
