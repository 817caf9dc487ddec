package io.github.gtmapillary.http.token;

import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Holds a response back until a test releases it. */
final class HeldResponse extends Dispatcher {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final MockResponse response;

    HeldResponse(MockResponse response) {
        this.response = response;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        asked.countDown();
        released.await();
        return response;
    }

    /** Waits until a request has come. */
    void awaitRequest() throws InterruptedException {
        asked.await();
    }

    void release() {
        released.countDown();
    }
}
