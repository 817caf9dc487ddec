package io.github.gtmapillary.http;

import java.io.Closeable;

/**
 * Sends requests to the Mapillary API. Safe for use by many threads. No redirect is followed.
 *
 * <p>Each part of the work is a client that wraps another one, down to the one that sends each request exactly once.
 */
public interface ApiClient extends Closeable {

    /**
     * Starts a request now, in the background. At most {@code connections} of the settings run at once for each
     * {@link ApiHost}; the others wait and start in the order in which they were sent.
     *
     * <p>Every failure, also that the client is closed, shows in {@link PendingAnswer#await()}.
     */
    PendingAnswer send(ApiRequest request);

    /** Whether the answer would come from a cache now. Asks no host; looks on the disk. */
    boolean isCached(ApiRequest request);

    /**
     * Drops what caches hold of the answer to a request, since it turned out to be of no use: the next time Mapillary is asked. A
     * client that keeps nothing and wraps no other has nothing to do.
     */
    void forget(ApiRequest request);

    /** For a query that begins: bounds how long the query stands still. It never ends if this client can't tell. */
    Patience patience();

    /**
     * Cancels all requests that wait or are under way, whose answers then throw {@link RequestCancelledException}, and frees
     * threads and sockets at once. Answers that have arrived stay. Closing again does nothing.
     */
    @Override
    void close();
}
