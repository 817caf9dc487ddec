package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.FakeTileServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.QueryReport;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.fetch.FetchReport;
import io.github.gtmapillary.tile.MadeLayer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries on a tile with two images; one has a word where it should say whether it was taken on foot. */
class DataFlawsTest {
    /** The middle of tile 14/8574/5735. */
    private static final String BOX = "BBOX(geometry, 8.400, 47.400, 8.412, 47.412)";

    @RegisterExtension
    private final LogLines log = LogLines.ofPackageOf(FetchReport.class);

    private FakeTileServer api;
    private MapillaryDataStore store;

    @BeforeEach
    void open() throws IOException {
        api = new FakeTileServer();
        api.give(
                "/maps/vtp/mly1_public/2/14/8574/5735",
                Answer.tile(MadeLayer.tile(new MadeLayer("image")
                        .point(2000, 2000, "id", 7L, "foot", "perhaps", "is_pano", false)
                        .point(2100, 2100, "id", 8L, "foot", true, "is_pano", true))));
        store = SandboxStore.find(SandboxStore.parametersFor(api.url()));
    }

    @AfterEach
    void close() {
        store.dispose();
        api.close();
    }

    @Test
    void anAttributeThatTheQueryDoesNotUseIsNullAndTheReportCountsIt() throws IOException {
        List<SimpleFeature> features = new ArrayList<>();
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureReader(SandboxStore.query("images", BOX), Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                features.add(reader.next());
            }
            QueryReport report = QueryReport.of(reader).orElseThrow();
            assertThat(report.flaws().unreadable()).isEqualTo(new TreeMap<>(java.util.Map.of("on_foot", 1L)));
            assertThat(report.text()).contains("\ncan't be read, null: on_foot, 1 value");
        }
        assertThat(log.warnings()).singleElement().asString().startsWith("The on_foot of images.7 can't be read");
        assertThat(features)
                .extracting(feature -> feature.getAttribute("on_foot"))
                .containsExactly(null, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on_foot = true",
                "on_foot <> true",
                "on_foot IS NULL",
                "on_foot = true OR is_pano = true",
                "on_foot = is_pano"
            })
    void aFilterThatUsesItFailsAndNamesIt(String condition) {
        assertThatIOException()
                .isThrownBy(
                        () -> SandboxStore.read(store, SandboxStore.query("images", BOX + " AND (" + condition + ")")))
                .withMessageContaining("the query uses the on_foot of images")
                .withMessageContaining("'perhaps' is no flag");
    }

    @Test
    void aSortThatUsesItFailsAndNamesIt() {
        Query query = SandboxStore.query("images", BOX);
        query.setSortBy(CommonFactoryFinder.getFilterFactory().sort("on_foot", SortOrder.ASCENDING));
        query.setPropertyNames("id");
        assertThatIOException()
                .isThrownBy(() -> SandboxStore.read(store, query))
                .withMessageContaining("the query uses the on_foot of images");
    }

    @Test
    void aFeatureThatIsOutForAnotherReasonIsOut() throws IOException {
        Query query = SandboxStore.query("images", BOX + " AND on_foot = true AND is_pano = true");
        assertThat(SandboxStore.read(store, query))
                .extracting(SimpleFeature::getID)
                .containsExactly("images.8");
    }

    @Test
    void countingReadsNoAttributeThatTheFilterDoesNotName() throws IOException {
        assertThat(store.getFeatureSource("images")
                        .getCount(SandboxStore.query("images", BOX + " AND is_pano = false")))
                .isEqualTo(1);
    }
}
