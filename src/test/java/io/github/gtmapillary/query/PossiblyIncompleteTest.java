package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.QueryReport;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.Map;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.util.factory.Hints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report says whether Mapillary may have more than the reader gave out. */
class PossiblyIncompleteTest {
    private static final String BOX = "BBOX(geometry, 12.98, 55.595, 12.984, 55.598)";

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    private static boolean isPossiblyIncomplete(MapillaryDataStore store, Query query) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            assertThat(reader.hasNext()).isTrue();
            while (reader.hasNext()) {
                reader.next();
            }
            QueryReport report = QueryReport.of(reader).orElseThrow();
            assertThat(report.text().contains("possibly incomplete")).isEqualTo(report.possiblyIncomplete());
            return report.possiblyIncomplete();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "images, tiles, false",
        "sequences, graph, false",
        "image_entities, tiles, false",
        "image_entities, graph, true",
        "map_feature_entities, graph, true",
        "detections, tiles, true"
    })
    void onlyMapillarysOwnSearchMayLeaveFeaturesOut(String typeName, String search, boolean incomplete)
            throws IOException {
        try (SandboxStore store = SandboxStore.open(Map.of("search", search))) {
            assertThat(isPossiblyIncomplete(store.store(), SandboxStore.query(typeName, BOX)))
                    .isEqualTo(incomplete);
        }
    }

    @Test
    void aBranchThatMayLeaveFeaturesOutTellsOfAll() throws IOException {
        try (SandboxStore store = SandboxStore.open(Map.of("search", "graph"))) {
            Query query = SandboxStore.query("image_entities", "\"id\" = '1' OR " + BOX);
            assertThat(isPossiblyIncomplete(store.store(), query)).isTrue();
        }
    }

    @Test
    void aMapDrawnFromTheOverviewIsASample() throws IOException {
        Query query = SandboxStore.query("images", "BBOX(geometry, -180, -85, 180, 85)");
        query.getHints().put(Hints.GEOMETRY_DISTANCE, 0.7);
        assertThat(isPossiblyIncomplete(sandbox.store(), query)).isTrue();
    }

    @Test
    void theOverviewItselfIsAllThatIsAskedFor() throws IOException {
        assertThat(isPossiblyIncomplete(sandbox.store(), new Query("overview"))).isFalse();
    }

    @Test
    void whetherThereIsAnythingOfATimeIsTakenFromASample() throws IOException {
        Query query = SandboxStore.query("images", "captured_at > '2020-01-01T00:00:00Z'");
        query.setMaxFeatures(1);
        query.setPropertyNames("captured_at");
        assertThat(isPossiblyIncomplete(sandbox.store(), query)).isTrue();
    }
}
