package io.github.gtmapillary.http;

import java.io.Closeable;
import java.time.Clock;

/**
 * Sends requests to the Mapillary API. Safe for use by many threads. No redirect is followed.
 *
 * <p>Each part of the work is a client that wraps another one, down to the one that sends each request exactly once.
 */
public interface ApiClient extends Closeable {

    /** A client that neither caches, repeats nor paces; equal requests at the same time are made once. No network is touched yet. */
    static ApiClient connect(ApiSettings settings) {
        return CachedApi.connect(settings, CacheSettings.NONE);
    }

    /**
     * A client that keeps answers, repeats requests whose failure may pass, keeps to a pace, leaves hosts alone that block this
     * address, and adds what it does to the counters of the day. Neither network nor disk is touched yet.
     *
     * @param health told what happens
     */
    static ApiClient connect(ApiSettings settings, CacheSettings cache, TransportSettings transport, Health health) {
        Transport paced = Transport.standard(settings, transport, health);
        return RecordingClient.around(
                CachedApi.around(paced::connect, settings, cache, health), transport, health, Clock.systemUTC());
    }

    /**
     * Starts a request now, in the background. At most {@link ApiSettings#connections()} run at once for each
     * {@link ApiHost}; the others wait and start in the order in which they were sent.
     *
     * <p>Every failure, also that the client is closed, shows in {@link PendingAnswer#await()}.
     */
    PendingAnswer send(ApiRequest request);

    /** Whether the answer would come from a cache now. Asks no host; looks on the disk. */
    default boolean isCached(ApiRequest request) {
        return false;
    }

    /**
     * Drops what caches hold of the answer to a request, since it turned out to be of no use: the next time Mapillary is asked. A
     * client that keeps nothing and wraps no other has nothing to do.
     */
    default void forget(ApiRequest request) {}

    /** For a query that begins: it bounds how long the query stands still, if this client can tell. */
    default Patience patience() {
        return Patience.endless();
    }

    /**
     * Cancels all requests that wait or are under way, whose answers then throw {@link RequestCancelledException}, and frees
     * threads and sockets at once. Answers that have arrived stay. Closing again does nothing.
     */
    @Override
    void close();
}
