package io.github.gtmapillary;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A data store's {@link StoreHealth} in JMX, named {@code io.github.gtmapillary:type=DataStore,number=…}. */
public interface StoreHealthMXBean {

    /** {@return the base URL of the tiles, which distinguishes stores} */
    String getTilesUrl();

    /** {@return the number of requests sent to Mapillary, including repeated ones} */
    long getRequests();

    /** {@return the number of requests that were repeated because they had failed} */
    long getRetries();

    /** {@return the number of requests that a cache answered; {@link #getRequests} does not include them} */
    long getCacheHits();

    /** {@return the number of bytes received} */
    long getBytes();

    /** {@return the number of requests that failed for good, by the name of their {@link io.github.gtmapillary.failure.FailureKind}} */
    Map<String, Long> getFailures();

    /** {@return the number of requests that wait for the pace} */
    int getWaiting();

    /** {@return the rest of {@code tiles_per_day}; null without a limit} */
    @Nullable Long getTilesLeftToday();

    /** {@return the time of the next request that tests a block by the tiles host, ISO 8601 in UTC; null without a block} */
    @Nullable String getTilesBlockedUntil();

    /** {@return the time of the next request that tests a block by the Graph API, ISO 8601 in UTC; null without a block} */
    @Nullable String getGraphBlockedUntil();

    /**
     * Lifts the pause for both hosts, in all programs that share the {@code cache_dir}. Call it only when you know that the block is
     * over: requests during a block prolong it.
     */
    void unblock();
}
