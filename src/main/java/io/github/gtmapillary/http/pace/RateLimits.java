package io.github.gtmapillary.http.pace;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How fast the hosts may be asked. Of the Graph API's requests, a minute's worth may go at once.
 *
 * @param tilesPerMinute 1 or more, {@link #UNLIMITED} for any number
 * @param tilesBurst how many tiles may be asked for at once, 1 or more; never more than {@code tilesPerMinute}
 * @param tilesPerDay likewise; a day is one of UTC, counted over all programs that use the same folder
 * @param graphPerMinute requests to the Graph API, likewise
 * @param maxWait how long a query may stand still, 1 s or more
 * @param countFolder where the count and the counters of the day are kept, if there is a limit for a day, and the blocks of this
 *     address; made when it is first needed; null where the system can't name the one that was wanted, so that this process keeps them
 *     in memory alone
 */
public record RateLimits(
        int tilesPerMinute,
        int tilesBurst,
        int tilesPerDay,
        int graphPerMinute,
        Duration maxWait,
        @Nullable Path countFolder) {

    /** In place of a number: no limit, and nothing is counted. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** @throws IllegalArgumentException naming the connection parameter that is less than 1 */
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
