package io.github.gtmapillary.http;

import java.time.Duration;
import java.util.Random;
import okio.FileSystem;

/**
 * What stores send their requests through, caches and all, with every pause of virtual time: it passes as soon as somebody waits for
 * it. The network is real.
 */
public final class VirtualTransport {

    private final VirtualTime time = VirtualTime.jumping();
    private final Random random;

    /** @param seed decides by how much pauses are shortened */
    public VirtualTransport(long seed) {
        random = new Random(seed);
    }

    /** A client as {@link ApiClient#connect(ApiSettings, CacheSettings, TransportSettings, Health)} makes it, but for the time. */
    public ApiClient connect(ApiSettings api, CacheSettings cache, TransportSettings pace, Health health) {
        Transport transport =
                new Transport(api, pace, RetryRules.STANDARD, BreakerRules.STANDARD, time, random, health);
        ApiClient cached = CachedApi.around(transport::connect, api, cache, time.clock(), FileSystem.SYSTEM, health);
        return RecordingClient.around(cached, pace, health, time.clock());
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
