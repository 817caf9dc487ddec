package io.github.gtmapillary.geoserver.deploy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.filter.text.ecql.ECQL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several stores behind nginx.conf, as in a cluster of GeoServers. */
@RequiresPrograms("nginx")
class SharedTilesTest {

    private static final String TOKEN_PART = "0000000000000000";

    @TempDir
    private Path folder;

    @Test
    void severalStoresAskForEachTileOnceAndGetTheSame() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0)) {
            List<List<String>> answers;
            Nginx nginx = Nginx.start(folder, URI.create(sandbox.url()));
            try {
                answers = atOnce(3, () -> imageIds(nginx.url(), sandbox.url()));
                assertThat(new TreeSet<>(sandbox.requests()))
                        .hasSameSizeAs(sandbox.requests())
                        .hasSizeGreaterThan(3);
                int asked = sandbox.requests().size();
                assertThat(imageIds(nginx.url(), sandbox.url())).isEqualTo(answers.get(0));
                assertThat(sandbox.requests()).hasSize(asked);
            } finally {
                nginx.close();
            }
            assertThat(answers.get(0)).isNotEmpty();
            assertThat(answers).containsOnly(imageIds(sandbox.url(), sandbox.url()));
            for (Path file : nginx.files()) {
                assertThat(Files.readString(file, ISO_8859_1)).as("%s", file).doesNotContain(TOKEN_PART);
            }
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                running.add(threads.submit(task));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<String> imageIds(String tilesUrl, String graphUrl) throws Exception {
        DataStore store = DataStoreFinder.getDataStore(Map.of(
                "dbtype",
                "mapillary",
                "access_token",
                Sandbox.ACCESS_TOKEN,
                "tiles_url",
                tilesUrl,
                "graph_url",
                graphUrl,
                "cache_size_mb",
                0));
        try {
            return read(store, new Query("images", ECQL.toFilter("BBOX(geometry, 12.96, 55.59, 13.01, 55.61)")));
        } finally {
            store.dispose();
        }
    }

    private static List<String> read(DataStore store, Query query) throws IOException {
        List<String> ids = new ArrayList<>();
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                ids.add(reader.next().getID());
            }
        }
        return ids.stream().sorted().toList();
    }
}
