package io.github.gtmapillary.http.pace;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The pace of requests to the hosts. The Graph API may get a minute's worth of requests at once.
 *
 * @param tilesPerMinute 1 or more, {@link #UNLIMITED} for no limit
 * @param tilesBurst most tiles requested at once, 1 or more; never more than {@code tilesPerMinute}
 * @param tilesPerDay like {@code tilesPerMinute}; a day is a UTC day, counted over all programs on one folder
 * @param graphPerMinute requests to the Graph API, like {@code tilesPerMinute}
 * @param maxWait how long a query may stand still, 1 s or more
 * @param countFolder folder for the blocks of this address, the counters of the day and, if a day has a limit, its count of tiles. It is
 * made when first needed. Null if the system can't name the wanted folder, so that this process keeps them in memory alone.
 */
public record RateLimits(
        int tilesPerMinute,
        int tilesBurst,
        int tilesPerDay,
        int graphPerMinute,
        Duration maxWait,
        @Nullable Path countFolder) {

    /** Stands for a number: no limit and no count. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException if a value is less than 1; the message names the connection parameter */
    public RateLimits {
        checkPositive("tiles_per_minute", tilesPerMinute);
        checkPositive("tiles_burst", tilesBurst);
        checkPositive("tiles_per_day", tilesPerDay);
        checkPositive("graph_per_minute", graphPerMinute);
        checkPositive("max_wait_seconds", (int) maxWait.toSeconds());
    }

    HostGate.Limits tiles(String host, Clock clock) {
        DayBudget budget =
                tilesPerDay == UNLIMITED ? null : new DayBudget(DayCount.shared(countFolder, host, clock), tilesPerDay);
        return new HostGate.Limits(host, tilesPerMinute, tilesBurst, budget);
    }

    HostGate.Limits graph(String host) {
        return new HostGate.Limits(host, graphPerMinute, graphPerMinute, null);
    }

    private static void checkPositive(String parameter, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(parameter + " must be 1 or more, but is " + value);
        }
    }
}
