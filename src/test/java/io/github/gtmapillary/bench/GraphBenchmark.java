package io.github.gtmapillary.bench;

import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/** Makes features of the Graph API's JSON. */
public class GraphBenchmark {

    /** A store that has the JSON of many images in memory. */
    @State(Scope.Benchmark)
    public static class Images {
        private static final int COUNT = 2000;
        private SandboxStore sandbox;
        private Query query;

        @Setup
        public void open() throws IOException {
            sandbox = SandboxStore.open(Map.of("memory_cache_mb", 256));
            Query some = SandboxStore.query("images", "BBOX(geometry, 12.97, 55.58, 13.03, 55.62)");
            some.setMaxFeatures(COUNT);
            String ids = sandbox.read(some).stream()
                    .map(image -> "'" + image.getAttribute("id") + "'")
                    .collect(Collectors.joining(", "));
            query = SandboxStore.query("image_entities", "\"id\" IN (" + ids + ")");
        }

        @TearDown
        public void close() {
            sandbox.close();
        }
    }

    /** Two thousand images by their ids, with all that the API tells of them. */
    @Benchmark
    public int images(Images images, Blackhole blackhole) throws IOException {
        List<SimpleFeature> read = images.sandbox.read(images.query);
        if (read.size() != Images.COUNT) {
            throw new AssertionError(read.size() + " images in place of " + Images.COUNT);
        }
        read.forEach(image -> TileState.consume(image, blackhole));
        return read.size();
    }
}
