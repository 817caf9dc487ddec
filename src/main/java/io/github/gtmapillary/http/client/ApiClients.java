package io.github.gtmapillary.http.client;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.SystemTimekeeper;
import io.github.gtmapillary.http.cache.CachedClients;
import io.github.gtmapillary.http.pace.DailyCountersClient;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.pace.ResilientClients;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Opens clients of the API: puts together sending, pace, repetition, caches and counts. */
public final class ApiClients {

    private ApiClients() {}

    /** A client without cache, repetition or pace; equal simultaneous requests are made once. Does not touch the network yet. */
    public static ApiClient connect(ApiSettings settings) {
        return CachedClients.connect(settings, CacheSettings.NONE);
    }

    /**
     * A client that caches, repeats requests whose failure may pass, keeps the pace, pauses hosts that block this address, and adds its
     * counts to the counters of the day. Touches neither network nor disk yet.
     *
     * @param health receives the counts
     */
    public static ApiClient connect(ApiSettings settings, CacheSettings cache, RateLimits limits, Health health) {
        ResilientClients resilient =
                new ResilientClients(settings, limits, new SystemTimekeeper(), RandomGenerator.getDefault(), health);
        return DailyCountersClient.around(
                CachedClients.around(resilient::connect, settings, cache, health), limits, health, Clock.systemUTC());
    }
}
