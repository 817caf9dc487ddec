package io.github.gtmapillary.http;

import java.util.random.RandomGenerator;

/**
 * Puts clients together that make the real API bearable: requests are repeated, stopped where this address is blocked, and paced,
 * in this order, before they reach the client that sends them. Each repetition is a request of its own to what comes after.
 */
final class Transport {

    private final ApiSettings api;
    private final TransportSettings pace;
    private final RetryRules retries;
    private final BreakerRules breaks;
    private final Timekeeper time;
    private final RandomGenerator random;
    private final Health health;

    /**
     * Clients for these settings.
     *
     * @param time closed together with the client
     * @param health told what happens
     */
    Transport(
            ApiSettings api,
            TransportSettings pace,
            RetryRules retries,
            BreakerRules breaks,
            Timekeeper time,
            RandomGenerator random,
            Health health) {
        this.api = api;
        this.pace = pace;
        this.retries = retries;
        this.breaks = breaks;
        this.time = time;
        this.random = random;
        this.health = health;
    }

    /** As everybody but tests uses it. */
    static Transport standard(ApiSettings api, TransportSettings pace, Health health) {
        return new Transport(
                api,
                pace,
                RetryRules.STANDARD,
                BreakerRules.STANDARD,
                new SystemTimekeeper(),
                RandomGenerator.getDefault(),
                health);
    }

    /**
     * A client over the network. Clients that look into caches go around it.
     *
     * @param disk where good answers are written
     */
    ApiClient connect(DiskCache disk) {
        Relay usage = new Relay();
        return over(new OkHttpApiClient(api, disk, time.clock(), usage), usage);
    }

    /** A client over another one that sends each request once. */
    ApiClient over(ApiClient wire) {
        return over(wire, new Relay());
    }

    private ApiClient over(ApiClient wire, Relay usage) {
        String tilesName = new Endpoint(ApiHost.TILES, api).name();
        String graphName = new Endpoint(ApiHost.GRAPH, api).name();
        HostGate.Limits tilesLimits = pace.tiles(tilesName, time.clock());
        PacedClient paced = new PacedClient(new CountingClient(wire, health), tilesLimits, pace.graph(graphName), time);
        usage.listener = paced;
        RareWarning unusable = new RareWarning(time.clock());
        Breaker tiles = breaker(ApiHost.TILES, tilesName, unusable);
        Breaker graph = breaker(ApiHost.GRAPH, graphName, unusable);
        DayBudget budget = tilesLimits.budget();
        health.watch(() -> new Health.State(
                paced.waiting(), budget == null ? null : budget.left(), tiles.blockedUntil(), graph.blockedUntil()));
        health.whenUnblocked(() -> {
            tiles.lift();
            graph.lift();
        });
        return new RetryingClient(
                new BreakerClient(paced, tiles, graph), retries, pace.maxWait(), random, time, health);
    }

    private Breaker breaker(ApiHost host, String name, RareWarning unusable) {
        BlockMemory memory = new BlockMemory(pace.countFolder(), BlockFile.key(host, name), unusable);
        return new Breaker(name, breaks.forCallsOf(api.timeout()), memory, time);
    }

    /** The client that hears of the usage is made before the one that is to be told. */
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
