package io.github.gtmapillary.http;

/**
 * A client around another one. It forwards everything but sending to the client inside, unless a subclass does more. So no client in the
 * middle forgets to tell a cache further inside.
 */
public abstract class ForwardingClient implements ApiClient {

    private final ApiClient inner;

    /** @param inner the client inside, closed together with this one */
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
    public void keepParsed(ApiRequest request, ApiAnswer answer) {
        inner.keepParsed(request, answer);
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
