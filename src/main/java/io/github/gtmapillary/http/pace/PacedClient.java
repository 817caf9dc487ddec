package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PerHost;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.Timekeeper;
import io.github.gtmapillary.http.wire.AppUsage;

/**
 * Passes requests on at their host's pace and no faster. The others wait in order of arrival, without a thread. Learns from the answers
 * when a host asks for a pause, or when its limits are nearly used up.
 */
final class PacedClient extends ForwardingClient implements AppUsage.Listener {

    private final PerHost<HostGate> gates;

    /** Wraps a client. */
    PacedClient(ApiClient inner, PerHost<HostGate.Limits> limits, Timekeeper time) {
        super(inner);
        this.gates = PerHost.make(host -> new HostGate(limits.of(host), time, this::handOn));
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        PromisedAnswer promised = new PromisedAnswer(request);
        gates.of(request.host()).enter(promised);
        return promised;
    }

    private void handOn(PromisedAnswer promised) {
        promised.leavesQueue();
        PendingAnswer sent = inner().send(promised.request());
        promised.whenCancelled(sent::cancel);
        sent.whenDone(() -> {
            gates.of(promised.request().host()).observe(sent);
            promised.settleAs(sent);
        });
    }

    @Override
    public void used(ApiHost host, double percent) {
        gates.of(host).used(percent);
    }

    @Override
    public void answeredByCache(ApiHost host) {
        gates.of(host).giveBack();
    }

    /** The number of requests that wait for their turn. */
    int waiting() {
        return gates.tiles().waiting() + gates.graph().waiting();
    }

    /** Fails waiting requests; the client inside ends the others. */
    @Override
    public void close() {
        gates.forEach(HostGate::close);
        inner().close();
    }
}
