package io.github.gtmapillary.http;

/**
 * Hands requests on as fast as their host is to be asked and no faster; the others wait in order of arrival, without a thread. Sees
 * from the answers when a host wishes to be left alone for a while, or when its limits are nearly used up.
 */
final class PacedClient implements ApiClient, AppUsage.Listener {

    private final ApiClient inner;
    private final HostGate tiles;
    private final HostGate graph;

    /** Wraps a client. */
    PacedClient(ApiClient inner, HostGate.Limits tiles, HostGate.Limits graph, Timekeeper time) {
        this.inner = inner;
        this.tiles = new HostGate(tiles, time, this::handOn);
        this.graph = new HostGate(graph, time, this::handOn);
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        PromisedAnswer promised = new PromisedAnswer(request);
        gate(request.host()).enter(promised);
        return promised;
    }

    private void handOn(PromisedAnswer promised) {
        promised.leavesQueue();
        PendingAnswer sent = inner.send(promised.request());
        promised.whenCancelled(sent::cancel);
        sent.whenDone(() -> {
            gate(promised.request().host()).observe(sent);
            promised.settleAs(sent);
        });
    }

    @Override
    public void used(ApiHost host, double percent) {
        gate(host).used(percent);
    }

    @Override
    public void answeredByCache(ApiHost host) {
        gate(host).giveBack();
    }

    /** How many requests wait for their turn. */
    int waiting() {
        return tiles.waiting() + graph.waiting();
    }

    /** Requests that wait end here, the client inside ends the others. */
    @Override
    public void close() {
        tiles.close();
        graph.close();
        inner.close();
    }

    private HostGate gate(ApiHost host) {
        return host == ApiHost.TILES ? tiles : graph;
    }
}
