package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.faults.FaultyHost;
import io.github.gtmapillary.faults.WireFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.collection.ListFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.data.store.ReprojectingFeatureCollection;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/failures.md}, and its table. */
class FailureDocumentationTest {
    private static final Path ROOT = Path.of("");
    private static final String MALMO = "BBOX(geometry, 12.98, 55.59, 13.01, 55.61, 'CRS:84')";

    @RegisterExtension
    static final SandboxStore SANDBOX = SandboxStore.open(Map.of());

    @TempDir
    Path cacheDir;

    /** Waits; a program would sleep. */
    @FunctionalInterface
    interface Sleeper {
        void sleepUntil(Instant time);
    }

    // example
    List<SimpleFeature> readPatiently(SimpleFeatureSource source, Query query, Sleeper sleeper) throws IOException {
        while (true) {
            List<SimpleFeature> features = new ArrayList<>();
            try (SimpleFeatureIterator iterator = source.getFeatures(query).features()) {
                while (iterator.hasNext()) {
                    features.add(iterator.next());
                }
                return features;
            } catch (RuntimeException e) {
                MapillaryException failure = MapillaryException.in(e).orElseThrow(() -> e);
                if (!failure.kind().mayPass()) {
                    throw failure;
                }
                Instant next = failure.retryAt().orElse(Instant.now().plus(Duration.ofMinutes(5)));
                sleeper.sleepUntil(next);
            }
        }
    }
    // end

    @Test
    void theExampleWaitsUntilTheStoreAnswersAgain() throws Exception {
        AtomicBoolean isOut = new AtomicBoolean(true);
        try (FaultyHost host = FaultyHost.start(
                SANDBOX.sandbox().url(), path -> isOut.get() ? Optional.of(WireFault.UNAVAILABLE) : Optional.empty())) {
            MapillaryDataStore store = store(host.url());
            List<Instant> waits = new ArrayList<>();
            Instant before = Instant.now();
            List<SimpleFeature> features =
                    readPatiently(store.getFeatureSource("images"), new Query("images", ECQL.toFilter(MALMO)), time -> {
                        waits.add(time);
                        isOut.set(false);
                    });
            assertThat(features).isNotEmpty();
            assertThat(waits).hasSize(1).allMatch(time -> !time.isBefore(before.minusSeconds(1)));
            store.dispose();
        }
    }

    @Test
    void theExampleDoesNotWaitForWhatLasts() throws Exception {
        MapillaryDataStore store = store(SANDBOX.sandbox().url());
        Query wrong = new Query("images", ECQL.toFilter("nowhere = 1"));
        List<Instant> waits = new ArrayList<>();
        try {
            readPatiently(store.getFeatureSource("images"), wrong, waits::add);
            throw new AssertionError("the query is wrong");
        } catch (MapillaryException e) {
            assertThat(e.kind()).isEqualTo(FailureKind.QUERY);
        }
        assertThat(waits).isEmpty();
        store.dispose();
    }

    private MapillaryDataStore store(String url) throws IOException {
        Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(url));
        parameters.put("cache_dir", cacheDir.toFile());
        parameters.put("max_wait_seconds", 1);
        return SandboxStore.find(parameters);
    }

    @Test
    void aCollectionThatReprojectsTellsItsReport() throws Exception {
        SimpleFeatureSource source = SANDBOX.store().getFeatureSource("images");
        // example
        Query query = new Query("images", ECQL.toFilter("BBOX(geometry, 12.98, 55.59, 13.01, 55.61, 'CRS:84')"));
        query.setCoordinateSystemReproject(CRS.decode("EPSG:3006"));
        List<QueryReport> reports = new ArrayList<>();
        QueryReport.tell(query, reports::add);
        try (SimpleFeatureIterator iterator = source.getFeatures(query).features()) {
            while (iterator.hasNext()) {
                iterator.next();
            }
        }
        // end
        assertThat(reports).hasSize(1).allMatch(report -> report.requests() > 0 && report.kept() > 0);
    }

    @Test
    void aReprojectedReaderTellsItsReport() throws Exception {
        Query query = malmo();
        query.setCoordinateSystemReproject(CRS.decode("EPSG:3006"));
        List<QueryReport> reports = new ArrayList<>();
        QueryReport.tell(query, reports::add);
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                SANDBOX.store().getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            assertThat(QueryReport.of(reader)).isEmpty();
            assertThat(reader.hasNext()).isTrue();
            assertThat(reports).isEmpty();
        }
        assertThat(reports).hasSize(1);
    }

    @Test
    void aCollectionAroundTheCollectionTellsItsReport() throws Exception {
        Query query = malmo();
        List<QueryReport> reports = new ArrayList<>();
        QueryReport.tell(query, reports::add);
        var features = new ReprojectingFeatureCollection(
                SANDBOX.store().getFeatureSource("images").getFeatures(query), CRS.decode("EPSG:3006"));
        assertThat(new ListFeatureCollection(features)).isNotEmpty();
        assertThat(reports).hasSize(1).allMatch(report -> report.kept() > 0);
    }

    private static Query malmo() throws Exception {
        return new Query("images", ECQL.toFilter(MALMO));
    }

    @Test
    void theExamplesStandInTheDocumentation() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/failures.md"));
        String here =
                Files.readString(ROOT.resolve("src/test/java/io/github/gtmapillary/FailureDocumentationTest.java"));
        String[] parts = here.split("// example\n", -1);
        // the two examples, and this method's own text
        for (String part : Arrays.copyOfRange(parts, 1, 3)) {
            assertThat(page)
                    .contains(part.split("\\s*// end\n", -1)[0].stripIndent().strip());
        }
    }

    @Test
    void theTableTellsOfEachKind() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/failures.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.replaceAll("^\\| `([A-Z_]+)` \\| (yes|no) .*", "$1 $2"))
                .toList();
        assertThat(rows)
                .isEqualTo(Arrays.stream(FailureKind.values())
                        .map(kind -> kind + (kind.mayPass() ? " yes" : " no"))
                        .toList());
    }
}
