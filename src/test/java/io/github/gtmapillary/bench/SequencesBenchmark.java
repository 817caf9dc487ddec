package io.github.gtmapillary.bench;

import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.Map;
import org.geotools.api.data.Query;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Puts the pieces of sequences together that lie in many tiles. */
public class SequencesBenchmark {

    /** Sixteen tiles in memory, each with a piece of every sequence. */
    @State(Scope.Benchmark)
    public static class Tiles {
        private static final int SIDE = 4;
        private final Query query = SandboxStore.query("sequences", BenchTile.box(SIDE, SIDE));
        private StoreReader reader;
        private int expected;

        @Setup
        public void open() throws IOException {
            reader = StoreReader.open(BenchTile.find(), SIDE, Map.of("memory_cache_mb", 256));
            expected = reader.count(SandboxStore.query("sequences", BenchTile.BOX));
        }

        @TearDown
        public void close() {
            reader.close();
        }
    }

    /** The sequences of sixteen tiles. */
    @Benchmark
    public int sixteenTiles(Tiles tiles, Blackhole blackhole) throws IOException {
        int[] count = {0};
        tiles.reader.read(tiles.query, sequence -> {
            TileState.consume(sequence, blackhole);
            count[0]++;
        });
        if (count[0] != tiles.expected || count[0] == 0) {
            throw new AssertionError(count[0] + " sequences in place of " + tiles.expected);
        }
        return count[0];
    }
}
