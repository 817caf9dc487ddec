package io.github.gtmapillary.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * Reads tiles from a slow server, and holds the time against that of the network alone.
 *
 * @param url base URL of the server
 * @param delay how long each answer takes
 */
record LatencyCheck(String url, int tiles, int imagesOfTile, Duration delay) {
    private static final int CONNECTIONS = 6;
    private static final double MOST = 1.1;
    private static final int WARM_UP = 3;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    boolean holds() throws IOException {
        double[] whole = new double[ROUNDS];
        double[] first = new double[ROUNDS];
        double[] busy = new double[ROUNDS];
        try (TileRow row = TileRow.open(url, imagesOfTile, Map.of("connections", CONNECTIONS))) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                long start = System.nanoTime();
                long busyBefore = THREADS.getCurrentThreadCpuTime();
                long[] arrived = {0};
                row.read(tiles, read -> {
                    if (read == 1) {
                        arrived[0] = System.nanoTime();
                    }
                });
                if (round >= 0) {
                    whole[round] = (System.nanoTime() - start) / 1e6;
                    first[round] = (arrived[0] - start) / 1e6;
                    busy[round] = (THREADS.getCurrentThreadCpuTime() - busyBefore) / 1e6;
                }
            }
        }
        double waves = Math.ceil((double) tiles / CONNECTIONS);
        double network = waves * delay.toMillis();
        System.out.printf(
                Locale.ROOT,
                "%d tiles on %d connections: %.0f ms, %.2f times the %.0f ms of the network; "
                        + "the first feature after %.0f ms; %.0f ms of the reading thread's processor time%n",
                tiles,
                CONNECTIONS,
                median(whole),
                median(whole) / network,
                network,
                median(first),
                median(busy));
        return median(whole) <= MOST * network && median(first) <= 2 * delay.toMillis();
    }

    private static double median(double[] rounds) {
        double[] sorted = rounds.clone();
        Arrays.sort(sorted);
        return sorted[ROUNDS / 2];
    }
}
