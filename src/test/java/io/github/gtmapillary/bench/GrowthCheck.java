package io.github.gtmapillary.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Compares the processor time for each tile of queries of different sizes. Processor time depends less on whatever else runs on the
 * machine.
 *
 * @param url base URL of the server
 */
record GrowthCheck(String url, int imagesOfTile) {
    private static final double MOST = 1.1;
    private static final int WARM_UP = 1000;
    private static final int ROUNDS = 3;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    boolean holds(int... sizes) throws IOException {
        int largest = Arrays.stream(sizes).max().orElseThrow();
        try (TileRow row = TileRow.open(url, imagesOfTile, Map.of())) {
            for (int read = 0; read < WARM_UP; read += largest) {
                row.read(largest);
            }
            double[] medians = new double[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                medians[i] = median(row, sizes[i], largest);
                System.out.printf(
                        Locale.ROOT, "%4d tiles: %.2f ms of processor time for each tile%n", sizes[i], medians[i]);
            }
            double most = Arrays.stream(medians).max().orElseThrow();
            double least = Arrays.stream(medians).min().orElseThrow();
            System.out.printf(Locale.ROOT, "greatest ÷ least: %.2f%n", most / least);
            return most / least <= MOST;
        }
    }

    /** In milliseconds for each tile: of queries of this size that together read as many tiles as the largest. */
    private static double median(TileRow row, int size, int largest) throws IOException {
        double[] rounds = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            long start = SYSTEM.getProcessCpuTime();
            for (int read = 0; read < largest; read += size) {
                row.read(size);
            }
            rounds[round] = (SYSTEM.getProcessCpuTime() - start) / 1e6 / largest;
        }
        return IntStream.range(0, ROUNDS).mapToDouble(i -> rounds[i]).sorted().toArray()[ROUNDS / 2];
    }
}
