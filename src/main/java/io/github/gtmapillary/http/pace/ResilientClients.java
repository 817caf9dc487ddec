package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PerHost;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.Timekeeper;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.AppUsage;
import io.github.gtmapillary.http.wire.DiskCache;
import io.github.gtmapillary.http.wire.Endpoint;
import io.github.gtmapillary.http.wire.OkHttpApiClient;
import java.util.random.RandomGenerator;

/**
 * Puts together the clients that stand up to the real API: they repeat requests, stop where this address is blocked, and keep the pace, in
 * this order, before the sending client. Each repetition passes the later clients as a request of its own.
 */
public final class ResilientClients {

    private final ApiSettings api;
    private final RateLimits limits;
    private final RetryRules retries;
    private final BreakerRules breaks;
    private final Timekeeper time;
    private final RandomGenerator random;
    private final Health health;

    /**
     * Clients with the standard rules for repetitions and blocks.
     *
     * @param time closed together with the client
     * @param random shortens pauses
     * @param health receives the counts
     */
    public ResilientClients(
            ApiSettings api, RateLimits limits, Timekeeper time, RandomGenerator random, Health health) {
        this(api, limits, RetryRules.STANDARD, BreakerRules.STANDARD, time, random, health);
    }

    /** Clients with other rules. */
    ResilientClients(
            ApiSettings api,
            RateLimits limits,
            RetryRules retries,
            BreakerRules breaks,
            Timekeeper time,
            RandomGenerator random,
            Health health) {
        this.api = api;
        this.limits = limits;
        this.retries = retries;
        this.breaks = breaks;
        this.time = time;
        this.random = random;
        this.health = health;
    }

    /**
     * A client over the network, without caches: requests to caches go around it.
     *
     * @param disk the cache that good answers are written to
     */
    public ApiClient connect(DiskCache disk) {
        Relay usage = new Relay();
        return over(new OkHttpApiClient(api, disk, time.clock(), usage), usage);
    }

    /** A client over another one that sends each request once. */
    ApiClient over(ApiClient wire) {
        return over(wire, new Relay());
    }

    private ApiClient over(ApiClient wire, Relay usage) {
        PerHost<String> names = PerHost.make(host -> new Endpoint(host, api).name());
        HostGate.Limits tilesLimits = limits.tiles(names.tiles(), time.clock());
        PacedClient paced = new PacedClient(
                new CountingClient(wire, health), new PerHost<>(tilesLimits, limits.graph(names.graph())), time);
        usage.listener = paced;
        RareWarning unusable = new RareWarning(time.clock());
        PerHost<Breaker> breakers = PerHost.make(host -> breaker(host, names.of(host), unusable));
        DayBudget budget = tilesLimits.budget();
        health.watch(() -> new Health.State(
                paced.waiting(),
                budget == null ? null : budget.left(),
                breakers.tiles().blockedUntil(),
                breakers.graph().blockedUntil()));
        health.whenUnblocked(() -> breakers.forEach(Breaker::lift));
        return new RetryingClient(new BreakerClient(paced, breakers), retries, limits.maxWait(), random, time, health);
    }

    private Breaker breaker(ApiHost host, String name, RareWarning unusable) {
        BlockMemory memory = new BlockMemory(limits.countFolder(), BlockFile.key(host, name), unusable);
        return new Breaker(name, breaks.forCallsOf(api.timeout()), memory, time);
    }

    /** Breaks a cycle: the client that reports the usage is made before the one that receives it. */
    private static final class Relay implements AppUsage.Listener {

        private volatile AppUsage.Listener listener = AppUsage.Listener.NONE;

        @Override
        public void used(ApiHost host, double percent) {
            listener.used(host, percent);
        }

        @Override
        public void answeredByCache(ApiHost host) {
            listener.answeredByCache(host);
        }
    }
}
