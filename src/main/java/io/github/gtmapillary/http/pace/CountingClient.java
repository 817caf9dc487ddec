package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.ForwardingClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import java.io.IOException;

/** Counts requests to the hosts and their answers. */
final class CountingClient extends ForwardingClient {

    private final Health health;

    CountingClient(ApiClient inner, Health health) {
        super(inner);
        this.health = health;
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        health.requested();
        PromisedAnswer promised = new PromisedAnswer(request);
        PendingAnswer sent = inner().send(request);
        promised.whenCancelled(sent::cancel);
        sent.whenDone(() -> {
            countBytes(sent);
            promised.settleAs(sent);
        });
        return promised;
    }

    private void countBytes(PendingAnswer answer) {
        try {
            health.received(answer.await().bytesReceived());
        } catch (IOException | RuntimeException | Error e) {
            // a failure is counted further out, where it is final
        }
    }
}
