package io.github.gtmapillary.http;

import java.io.IOException;

/** Counts what goes to the hosts and comes from there. */
final class CountingClient implements ApiClient {

    private final ApiClient inner;
    private final Health health;

    CountingClient(ApiClient inner, Health health) {
        this.inner = inner;
        this.health = health;
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        health.requested();
        PendingAnswer answer = inner.send(request);
        answer.whenDone(() -> {
            try {
                health.received(answer.await().bytesReceived());
            } catch (IOException | RuntimeException | Error e) {
                // counted where it has failed for good
            }
        });
        return answer;
    }

    @Override
    public void close() {
        inner.close();
    }
}
