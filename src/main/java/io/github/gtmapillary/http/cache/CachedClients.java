package io.github.gtmapillary.http.cache;

import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.AnswerStore;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.AppUsage;
import io.github.gtmapillary.http.wire.CacheSettings;
import io.github.gtmapillary.http.wire.DiskAnswers;
import io.github.gtmapillary.http.wire.DiskCache;
import io.github.gtmapillary.http.wire.OkHttpApiClient;
import java.time.Clock;
import java.util.function.Function;
import okio.FileSystem;

/** Puts a client's parts together, from the wire up. */
public final class CachedClients {

    private CachedClients() {}

    /** Around a client that sends each request once and at once. */
    public static ApiClient connect(ApiSettings settings, CacheSettings cache) {
        return connect(settings, cache, Clock.systemUTC(), FileSystem.SYSTEM);
    }

    public static ApiClient connect(ApiSettings settings, CacheSettings cache, Clock clock, FileSystem files) {
        return around(
                disk -> new OkHttpApiClient(settings, disk, clock, AppUsage.Listener.NONE),
                settings,
                cache,
                clock,
                files,
                new Health());
    }

    /**
     * Around any client.
     *
     * @param inner makes the client inside, which writes the disk cache
     * @param health receives the counts of cached answers
     */
    public static ApiClient around(
            Function<DiskCache, ApiClient> inner, ApiSettings settings, CacheSettings cache, Health health) {
        return around(inner, settings, cache, Clock.systemUTC(), FileSystem.SYSTEM, health);
    }

    public static ApiClient around(
            Function<DiskCache, ApiClient> inner,
            ApiSettings settings,
            CacheSettings cache,
            Clock clock,
            FileSystem files,
            Health health) {
        RareWarning warning = new RareWarning(clock);
        AgeRule rule = new AgeRule(cache.ttl(), clock);
        DiskCache disk = new DiskCache(cache, files, warning);
        ApiClient client = inner.apply(disk);
        if (cache.usesDisk()) {
            client = new CachingClient(
                    client, new DiskAnswers(settings, disk), AnswerSource.DISK, rule, warning, health);
        }
        if (cache.usesMemory()) {
            AnswerStore memory = new MemoryAnswers(cache.memoryBytes(), clock);
            ApiClient others = new CachingClient(client, memory, AnswerSource.MEMORY, rule, warning, health);
            client = new EntityCachingClient(others, client, memory, rule, health);
        }
        return new SingleFlightClient(client);
    }
}
