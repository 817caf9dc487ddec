package io.github.gtmapillary.bench;

import java.io.IOException;

/** The two ways to read a tile's features that benchmarks compare. */
public enum Contender {
    /** The code that takes an hour to write with the tile library and GeoTools. */
    NAIVE {
        @Override
        TileReader open(BenchTile tile) {
            return NaiveReader.of(tile.bytes());
        }

        @Override
        TileReader openFile(BenchTile tile) throws IOException {
            return NaiveReader.ofFile(tile.bytes());
        }
    },
    /** The data store, as {@code DataStoreFinder} finds it. */
    OURS {
        @Override
        TileReader open(BenchTile tile) throws IOException {
            return StoreReader.withMemoryCache(tile);
        }

        @Override
        TileReader openFile(BenchTile tile) throws IOException {
            return StoreReader.withDiskCache(tile);
        }
    };

    /** Opens a reader that may keep in memory what it likes. */
    abstract TileReader open(BenchTile tile) throws IOException;

    /** Opens a reader that finds the tile's bytes in a file each time. */
    abstract TileReader openFile(BenchTile tile) throws IOException;
}
