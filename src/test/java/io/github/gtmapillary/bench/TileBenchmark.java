package io.github.gtmapillary.bench;

import java.io.IOException;
import org.locationtech.jts.geom.GeometryFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** One tile, read for what maps, exports and counts ask. */
public class TileBenchmark {

    /** The tile's bytes. */
    @State(Scope.Benchmark)
    public static class Bytes {
        byte[] tile = {};
        Walk.Found expected = new Walk.Found(0, 0);

        @Setup(Level.Trial)
        public void find() throws IOException {
            tile = BenchTile.find().bytes();
            expected = Walk.through(tile);
            int images = NaiveReader.layer(tile, "image", new GeometryFactory()).size();
            int lines =
                    NaiveReader.layer(tile, "sequence", new GeometryFactory()).size();
            if (expected.features() != images + lines) {
                throw new AssertionError(expected + " in place of " + images + " images and " + lines + " lines");
            }
        }
    }

    /** Reads every number of the tile and keeps nothing. */
    @Benchmark
    public Walk.Found walk(Bytes bytes) {
        Walk.Found found = Walk.through(bytes.tile);
        if (!found.equals(bytes.expected)) {
            throw new AssertionError(found + " in place of " + bytes.expected);
        }
        return found;
    }

    /** The tile library's decoding of the tile, without degrees and features. */
    @Benchmark
    public int library(Bytes bytes) throws IOException {
        int images =
                NaiveReader.layer(bytes.tile, "image", new GeometryFactory()).size();
        if (images == 0 || images >= bytes.expected.features()) {
            throw new AssertionError(images + " images of " + bytes.expected.features() + " features");
        }
        return images;
    }

    /** All images, all attributes. */
    @Benchmark
    @Goal(factor = 4)
    public int allImages(TileState state, Blackhole blackhole) throws IOException {
        return state.read(state.queries.images, blackhole);
    }

    /** The images of the largest sequence. */
    @Benchmark
    @Goal(factor = 10)
    public int oneSequence(TileState state, Blackhole blackhole) throws IOException {
        return state.read(state.queries.largestSequence, blackhole);
    }

    /** Twelve images. */
    @Benchmark
    @Goal(factor = 10)
    public int smallBox(TileState state, Blackhole blackhole) throws IOException {
        return state.read(state.queries.smallBox, blackhole);
    }

    /** Geometry and direction of all images. */
    @Benchmark
    @Goal(factor = 8)
    public int map(TileState state, Blackhole blackhole) throws IOException {
        return state.read(state.queries.map, blackhole);
    }

    /** How many images there are. */
    @Benchmark
    @Goal(factor = 15)
    public int count(TileState state) throws IOException {
        return state.count(state.queries.images);
    }

    /** How many panoramas there are. */
    @Benchmark
    @Goal(factor = 12)
    public int countPanoramas(TileState state) throws IOException {
        return state.count(state.queries.panoramas);
    }

    /** The sequences as lines. */
    @Benchmark
    @Goal(factor = 4)
    public int sequences(TileState state, Blackhole blackhole) throws IOException {
        return state.read(state.queries.sequences, blackhole);
    }

    /** All images with all attributes, decoded anew from the bytes in a file. */
    @Benchmark
    @Goal(factor = 3)
    public int firstTime(FileState state, Blackhole blackhole) throws IOException {
        return state.read(state.queries.images, blackhole);
    }
}
