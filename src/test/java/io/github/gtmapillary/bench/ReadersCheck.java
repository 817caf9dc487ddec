package io.github.gtmapillary.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Compares how many tiles are read from memory in a time by one thread and by sixteen.
 *
 * @param url base URL of the server
 */
record ReadersCheck(String url, int imagesOfTile) {
    private static final int READERS = 16;
    private static final double LEAST = 1.7;
    private static final Duration TIME = Duration.ofSeconds(5);

    boolean holds() throws IOException {
        try (TileRow row = TileRow.open(url, imagesOfTile, Map.of("memory_cache_mb", 128))) {
            tilesASecond(row, READERS);
            double one = tilesASecond(row, 1);
            double many = tilesASecond(row, READERS);
            int processors = Runtime.getRuntime().availableProcessors();
            System.out.printf(
                    Locale.ROOT,
                    "1 reader: %.1f tiles/s; %d readers: %.1f tiles/s, %.2f times as many on %d processors%n",
                    one,
                    READERS,
                    many,
                    many / one,
                    processors);
            return many / one >= LEAST || processors < 2;
        }
    }

    private static double tilesASecond(TileRow row, int readers) {
        ExecutorService threads = Executors.newFixedThreadPool(readers);
        try {
            long start = System.nanoTime();
            long tiles = IntStream.range(0, readers)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> readUntil(row, start + TIME.toNanos()), threads))
                    .toList()
                    .stream()
                    .mapToLong(CompletableFuture::join)
                    .sum();
            return tiles * 1e9 / (System.nanoTime() - start);
        } finally {
            threads.shutdown();
        }
    }

    private static long readUntil(TileRow row, long end) {
        long tiles = 0;
        try {
            while (System.nanoTime() - end < 0) {
                row.read(1);
                tiles++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return tiles;
    }
}
