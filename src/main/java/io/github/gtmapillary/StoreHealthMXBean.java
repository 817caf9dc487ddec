package io.github.gtmapillary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JMX shows of a data store, under {@code io.github.gtmapillary:type=DataStore,number=…}: its {@link StoreHealth}. */
public interface StoreHealthMXBean {

    /** Base URL of the tiles, which tells stores apart. */
    String getTilesUrl();

    /** Requests sent to Mapillary, repeated ones included. */
    long getRequests();

    /** Requests that were sent again because they had failed. */
    long getRetries();

    /** Requests that a cache answered, which are not among those sent. */
    long getCacheHits();

    /** Bytes received. */
    long getBytes();

    /** Requests that failed for good, by the name of their {@link io.github.gtmapillary.failure.FailureKind}. */
    Map<String, Long> getFailures();

    /** Requests that wait for their turn. */
    int getWaiting();

    /** Null for any number. */
    @Nullable Long getTilesLeftToday();

    /** ISO 8601, UTC; null if the host of the tiles does not block this address. */
    @Nullable String getTilesBlockedUntil();

    /** Likewise for the Graph API. */
    @Nullable String getGraphBlockedUntil();

    /**
     * Lets both hosts be asked again, in all programs that share the {@code cache_dir}. For an administrator who knows that a block of
     * this address is over: asking while it is not prolongs it.
     */
    void unblock();
}
