package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store knows the answers of a sandbox from Mapillary's, wherever they were kept meanwhile. */
class SandboxMarkTest {
    private static final String BOX = "BBOX(geometry, 12.98, 55.596, 12.983, 55.6)";

    private static QueryReport reportOf(MapillaryDataStore store, String type, String cql) throws IOException {
        Query query = SandboxStore.query(type, cql);
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                reader.next();
            }
            return QueryReport.of(reader).orElseThrow();
        }
    }

    @Test
    void theReportTellsOfMadeDataFromBothCachesToo(@TempDir Path folder) throws IOException {
        Map<String, Object> caches =
                Map.of("cache_dir", folder.toString(), "cache_size_mb", 9, "memory_cache_mb", 9, "tiles_per_day", 99);
        try (SandboxStore sandbox = SandboxStore.open(caches)) {
            for (int hits = 0; hits < 2; hits++) {
                QueryReport report = reportOf(sandbox.store(), "images", BOX);
                assertThat(report.madeData()).isTrue();
                assertThat(report.cacheHits()).isEqualTo(hits);
                assertThat(report.text()).contains("made data of a sandbox, not Mapillary's");
            }
        }
    }

    @Test
    void anEmptyTileAndAnAnswerOfTheGraphApiAreMadeToo() throws IOException {
        try (SandboxStore sandbox = SandboxStore.open(Map.of())) {
            String inParis = "BBOX(geometry, 2.291, 48.851, 2.292, 48.852)";
            assertThat(reportOf(sandbox.store(), "images", inParis).madeData()).isTrue();
            assertThat(reportOf(sandbox.store(), "organizations", "IN ('1')").madeData())
                    .isTrue();
        }
    }

    @Test
    void whatNoSandboxAnsweredIsNotMade() throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            MapillaryDataStore store = SandboxStore.find(SandboxStore.parametersFor(server.url()));
            try {
                QueryReport report = reportOf(store, "images", BOX);
                assertThat(report.madeData()).isFalse();
                assertThat(report.text()).doesNotContain("made data");
            } finally {
                store.dispose();
            }
        }
    }

    @Test
    void theLogWarnsOnceForAStore() throws IOException {
        try (LogLines log = LogLines.ofPackageOf(Sandbox.class);
                SandboxStore sandbox = SandboxStore.open(Map.of())) {
            reportOf(sandbox.store(), "images", BOX);
            reportOf(sandbox.store(), "points", BOX);
            assertThat(log.warnings()).hasSize(1).first().asString().contains("made data, not Mapillary's");
        }
    }
}
