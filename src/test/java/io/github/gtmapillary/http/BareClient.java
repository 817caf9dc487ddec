package io.github.gtmapillary.http;

/** A client of a test that keeps no answers and wraps no other one. */
public abstract class BareClient implements ApiClient {

    @Override
    public boolean isCached(ApiRequest request) {
        return false;
    }

    @Override
    public void forget(ApiRequest request) {}

    @Override
    public void keepParsed(ApiRequest request, ApiAnswer answer) {}

    @Override
    public Patience patience() {
        return Patience.endless();
    }

    @Override
    public void close() {}
}
