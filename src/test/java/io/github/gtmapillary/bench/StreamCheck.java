package io.github.gtmapillary.bench;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/**
 * Reads many images in one query and prints what is in use after a collection.
 *
 * @param url base URL of the server
 */
record StreamCheck(String url, int tiles, int imagesOfTile) {
    private static final int PARTS = 10;
    private static final double MEGABYTE = 1 << 20;

    /** What an open query may keep for each image that it has handed on: its id, in a table that is half empty at times. */
    private static final int BYTES_OF_ID = 32;

    boolean holds() throws IOException {
        long[] first = {0};
        long[] last = {0};
        int part = tiles * imagesOfTile / PARTS;
        try (TileRow row = TileRow.open(url, imagesOfTile, Map.of())) {
            row.read(tiles, read -> {
                if (read % part == 0) {
                    last[0] = used();
                    first[0] = first[0] == 0 ? last[0] : first[0];
                    System.out.printf(Locale.ROOT, "%,d images: %.1f MB in use%n", read, last[0] / MEGABYTE);
                }
            });
        }
        System.out.printf(Locale.ROOT, "%.1f MB in use afterwards%n", used() / MEGABYTE);
        return last[0] - first[0] <= (long) BYTES_OF_ID * part * (PARTS - 1);
    }

    private static long used() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
