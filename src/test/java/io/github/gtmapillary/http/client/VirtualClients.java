package io.github.gtmapillary.http.client;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.VirtualTime;
import io.github.gtmapillary.http.cache.CachedClients;
import io.github.gtmapillary.http.pace.DailyCountersClient;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.pace.ResilientClients;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import java.time.Duration;
import java.util.Random;
import okio.FileSystem;

/**
 * The clients of stores, with caches and all, where each pause takes virtual time: it passes as soon as somebody waits for it. The network
 * is real.
 */
public final class VirtualClients {

    private final VirtualTime time = VirtualTime.jumping();
    private final Random random;

    /** @param seed decides by how much pauses are shortened */
    public VirtualClients(long seed) {
        random = new Random(seed);
    }

    /** A client as {@link ApiClients#connect(ApiSettings, CacheSettings, RateLimits, Health)} makes it, but for the time. */
    public ApiClient connect(ApiSettings api, CacheSettings cache, RateLimits pace, Health health) {
        ResilientClients clients = new ResilientClients(api, pace, time, random, health);
        ApiClient cached = CachedClients.around(clients::connect, api, cache, time.clock(), FileSystem.SYSTEM, health);
        return DailyCountersClient.around(cached, pace, health, time.clock());
    }

    /** A client that repeats failed requests as every store does, without caches and limits of its pace. Its time is virtual. */
    public static ApiClient unlimited(ApiSettings api) {
        RateLimits unlimited = new RateLimits(
                RateLimits.UNLIMITED,
                RateLimits.UNLIMITED,
                RateLimits.UNLIMITED,
                RateLimits.UNLIMITED,
                Duration.ofMinutes(1),
                null);
        return new VirtualClients(1).connect(api, CacheSettings.NONE, unlimited, new Health());
    }

    /** Lets time pass. */
    public void advance(Duration passing) {
        time.advance(passing);
    }

    /** How many things are still to happen later. */
    public int pending() {
        return time.pending();
    }
}
