package io.github.gtmapillary.http.client;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.cache.CachedClients;
import io.github.gtmapillary.http.pace.DailyCountersClient;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.pace.ResilientClients;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import java.time.Clock;

/** Opens clients of the API: puts together what sends, paces, repeats, caches and counts. */
public final class ApiClients {

    private ApiClients() {}

    /** A client that neither caches, repeats nor paces; equal requests at the same time are made once. No network is touched yet. */
    public static ApiClient connect(ApiSettings settings) {
        return CachedClients.connect(settings, CacheSettings.NONE);
    }

    /**
     * A client that keeps answers, repeats requests whose failure may pass, keeps to a pace, leaves hosts alone that block this
     * address, and adds what it does to the counters of the day. Neither network nor disk is touched yet.
     *
     * @param health told what happens
     */
    public static ApiClient connect(ApiSettings settings, CacheSettings cache, RateLimits limits, Health health) {
        ResilientClients resilient = ResilientClients.standard(settings, limits, health);
        return DailyCountersClient.around(
                CachedClients.around(resilient::connect, settings, cache, health), limits, health, Clock.systemUTC());
    }
}
