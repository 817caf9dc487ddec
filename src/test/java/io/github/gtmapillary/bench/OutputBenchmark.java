package io.github.gtmapillary.bench;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.cli.output.FeatureOutput;
import io.github.gtmapillary.cli.output.Origin;
import io.github.gtmapillary.cli.output.OutputFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Writes features as the command does. */
public class OutputBenchmark {

    /** Many images and a format. */
    @State(Scope.Benchmark)
    public static class Images {
        private static final int COUNT = 100_000;

        @Param
        public OutputFormat format;

        private final List<SimpleFeature> features = new ArrayList<>();

        @Setup
        public void read() throws IOException {
            try (StoreReader reader = StoreReader.withMemoryCache(BenchTile.find())) {
                List<SimpleFeature> tile =
                        SandboxStore.read(reader.store(), SandboxStore.query("images", BenchTile.BOX));
                while (features.size() < COUNT) {
                    features.addAll(tile.subList(0, Math.min(tile.size(), COUNT - features.size())));
                }
            }
        }
    }

    /** Counts lines and throws them away: each feature is one. */
    private static final class Lines extends OutputStream {
        private int count;

        @Override
        public void write(int value) {
            if (value == '\n') {
                count++;
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                write(bytes[i]);
            }
        }
    }

    /** A hundred thousand images. */
    @Benchmark
    public int images(Images images) throws IOException {
        Lines lines = new Lines();
        FeatureOutput output = images.format.begin(images.features.get(0).getFeatureType(), Origin.MAPILLARY, lines);
        for (SimpleFeature feature : images.features) {
            output.write(feature);
        }
        output.finish();
        // a collection and CSV have one or two lines besides
        if (lines.count < Images.COUNT || lines.count > Images.COUNT + 2) {
            throw new AssertionError(lines.count + " lines for " + Images.COUNT + " images");
        }
        return lines.count;
    }
}
