package io.github.gtmapillary.bench;

import java.io.IOException;
import java.time.Duration;

/** Checks of memory, of growth and of parallel reads. Each runs in a process with a heap of its own, its server in another one. */
enum LoadCheck {
    /** Streams ten million images. */
    STREAM(256) {
        private static final int TILES = 1000;
        private static final int IMAGES = 10_000;

        @Override
        MadeTiles serve() throws IOException {
            return MadeTiles.start(IMAGES, Duration.ZERO);
        }

        @Override
        boolean holds(String url) throws IOException {
            return new StreamCheck(url, TILES, IMAGES).holds();
        }
    },
    /** Reads a tile of twelve megabytes. */
    LARGE_TILE(64) {
        private static final int IMAGES = 170_000;

        @Override
        MadeTiles serve() throws IOException {
            return MadeTiles.ready(1, IMAGES, Duration.ZERO);
        }

        @Override
        boolean holds(String url) throws IOException {
            return new StreamCheck(url, 1, IMAGES).holds();
        }
    },
    /** Reads one tile, ten, a hundred and a thousand. */
    TILES(512) {
        private static final int TILES = 1000;
        private static final int IMAGES = 2000;

        @Override
        MadeTiles serve() throws IOException {
            return MadeTiles.ready(TILES, IMAGES, Duration.ZERO);
        }

        @Override
        boolean holds(String url) throws IOException {
            return new GrowthCheck(url, IMAGES).holds(1, 10, 100, TILES);
        }
    },
    /** Reads with one thread and with sixteen. */
    READERS(512) {
        private static final int IMAGES = 10_000;

        @Override
        MadeTiles serve() throws IOException {
            return MadeTiles.ready(1, IMAGES, Duration.ZERO);
        }

        @Override
        boolean holds(String url) throws IOException {
            return new ReadersCheck(url, IMAGES).holds();
        }
    },
    /** Reads tiles from a server that takes 100 ms for each. */
    LATENCY(512) {
        private static final int TILES = 64;
        private static final int IMAGES = 10_000;
        private static final Duration DELAY = Duration.ofMillis(100);

        @Override
        MadeTiles serve() throws IOException {
            return MadeTiles.ready(TILES, IMAGES, DELAY);
        }

        @Override
        boolean holds(String url) throws IOException {
            return new LatencyCheck(url, TILES, IMAGES, DELAY).holds();
        }
    };

    private final int heapMegabytes;

    LoadCheck(int heapMegabytes) {
        this.heapMegabytes = heapMegabytes;
    }

    int heapMegabytes() {
        return heapMegabytes;
    }

    /** Starts the server that the check reads from. */
    abstract MadeTiles serve() throws IOException;

    /** Reads, prints what it took, and tells whether that is within bounds. */
    abstract boolean holds(String url) throws IOException;
}
