package io.github.gtmapillary.http;

import java.io.Closeable;

/**
 * Sends requests to the Mapillary API. Safe for use by many threads. No redirect is followed.
 *
 * <p>Each client does one part of the work and wraps the next client. The innermost one sends each request exactly once.
 */
public interface ApiClient extends Closeable {

    /**
     * Starts a request in the background. At most {@code connections} of the settings run at once for each {@link ApiHost}; the others wait
     * and start in the order in which they were sent.
     *
     * <p>{@link PendingAnswer#await()} throws every failure, also that the client is closed.
     */
    PendingAnswer send(ApiRequest request);

    /** Whether a cache would answer this request now. Sends nothing, but reads the disk. */
    boolean isCached(ApiRequest request);

    /**
     * Drops the cached answer to a request because it was unusable, so that the next request goes to Mapillary. A client that neither
     * caches nor wraps another has nothing to do.
     */
    void forget(ApiRequest request);

    /**
     * Has a cache in memory keep what a reader made of an answer, if it still holds the very body of this answer. A client that neither
     * caches nor wraps another has nothing to do.
     *
     * @param answer an answer to the request, with its parsed body
     */
    void keepParsed(ApiRequest request, ApiAnswer answer);

    /** Begins a query and bounds how long it may stand still. A client that does not know its waits sets no bound. */
    Patience patience();

    /**
     * Cancels all waiting and running requests, so that their answers throw {@link RequestCancelledException}, and frees threads and
     * sockets at once. Answers that have arrived stay. Closing again does nothing.
     */
    @Override
    void close();
}
