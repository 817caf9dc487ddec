package io.github.gtmapillary.http;

import java.io.Closeable;

/**
 * Sends requests to the Mapillary API. Safe for use by many threads.
 *
 * <p>What {@link #connect} gives sends each request exactly once: it neither retries nor paces nor caches, and leaves that to
 * clients that wrap another one. It follows no redirect.
 */
public interface ApiClient extends Closeable {

    /** A client for these settings. No network is touched yet. */
    static ApiClient connect(ApiSettings settings) {
        return new OkHttpApiClient(settings);
    }

    /**
     * Starts a request now, in the background. At most {@link ApiSettings#connections()} run at once for each
     * {@link ApiHost}; the others wait and start in the order in which they were sent.
     *
     * <p>Every failure, also that the client is closed, shows in {@link PendingAnswer#await()}.
     */
    PendingAnswer send(ApiRequest request);

    /**
     * Cancels all requests that wait or are under way, whose answers then throw {@link RequestCancelledException}, and frees
     * threads and sockets at once. Answers that have arrived stay. Closing again does nothing.
     */
    @Override
    void close();
}
