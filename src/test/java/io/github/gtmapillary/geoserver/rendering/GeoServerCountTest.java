package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.SandboxStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.geotools.api.data.DataStoreFinder;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Counts as WFS GetFeature asks for them: of what it returns, with the limit of the request, and then of all that matches, without
 * it. GeoServer writes {@code numberMatched="unknown"} for a size of -1.
 */
class GeoServerCountTest {
    /** Germany: far more tiles than a store asks for. */
    private static final String COUNTRY = "BBOX(geometry, 6, 47, 15, 55)";

    /** GeoServer's limit for every request if neither the request nor the layer names one. */
    private static final int LIMIT_OF_THE_SERVICE = 1_000_000;

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    private static CoordinateReferenceSystem lonLat;
    private static CoordinateReferenceSystem mercator;

    @BeforeAll
    static void open() throws Exception {
        lonLat = CRS.decode("EPSG:4326", true);
        mercator = CRS.decode("EPSG:3857", true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "images",
                "sequences",
                "points",
                "traffic_signs",
                "image_entities",
                "map_feature_entities",
                "detections",
                "organizations"
            })
    void allThatMatchesAQueryThatNothingBoundsIsUnknownWithoutARequest(String typeName) throws IOException {
        assertThat(layer(typeName).getFeatures(new Query(typeName)).size()).isEqualTo(-1);
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void aDirectCountOfAQueryThatNothingBoundsIsUnknownToo() throws IOException {
        assertThat(layer("images").getCount(new Query("images"))).isEqualTo(-1);
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void allThatMatchesInAnAreaOfTooManyTilesIsUnknownWithoutARequest() throws IOException {
        assertThat(layer("images")
                        .getFeatures(SandboxStore.query("images", COUNTRY))
                        .size())
                .isEqualTo(-1);
        assertThat(sandbox.sent()).isZero();
    }

    /** GeoServer takes -1 for what is returned as a sign that it has still to count, and fails by a null. */
    @Test
    void whatALargeLimitReturnsIsRefusedAndNotUnknown() throws IOException {
        Query query = new Query("images");
        query.setMaxFeatures(LIMIT_OF_THE_SERVICE);
        SimpleFeatureCollection returned = layer("images").getFeatures(query);

        assertThatException()
                .isThrownBy(returned::size)
                .withMessageStartingWith("Invalid query: The query on images is unbounded");
        assertThat(sandbox.sent()).isZero();
    }

    /** WFS 2.0 asks for hits with a start index of 0, as GDAL and QGIS do for the number of features. */
    @Test
    void hitsOfAQueryThatNothingBoundsAreUnknown() throws IOException {
        Query hits = new Query("images");
        hits.setMaxFeatures(LIMIT_OF_THE_SERVICE);
        hits.setStartIndex(0);

        assertThat(layer("images").getFeatures(hits).size()).isEqualTo(-1);
        assertThat(sandbox.sent()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs", "image_entities"})
    void aFewFeaturesAreReturnedAndCountedWhereAllThatMatchesIsUnknown(String typeName) throws IOException {
        Query few = new Query(typeName);
        few.setMaxFeatures(5);

        assertThat(read(layer(typeName).getFeatures(few))).hasSize(5);
        assertThat(layer(typeName).getFeatures(few).size()).isEqualTo(5);
        assertThat(layer(typeName).getFeatures(new Query(typeName)).size()).isEqualTo(-1);
    }

    @Test
    void theNextPageOfAQueryThatNothingBoundsFollowsTheFirst() throws IOException {
        Query first = new Query("images");
        first.setMaxFeatures(5);
        Query next = new Query(first);
        next.setStartIndex(5);
        Query both = new Query(first);
        both.setMaxFeatures(10);
        both.setSortBy(SortBy.NATURAL_ORDER);

        List<String> pages = new ArrayList<>(read(layer("images").getFeatures(withStart(first))));
        pages.addAll(read(layer("images").getFeatures(next)));

        assertThat(pages).isEqualTo(read(layer("images").getFeatures(both)));
    }

    /** A page that is empty would be the end of the list to QGIS and GDAL. */
    @ParameterizedTest
    @ValueSource(strings = {"images", "points", "image_entities"})
    void aPageBeyondTheFewFeaturesFromAnywhereIsRefusedAndNotEmpty(String typeName) throws IOException {
        Query second = new Query(typeName);
        second.setMaxFeatures(1000);
        second.setStartIndex(1000);
        SimpleFeatureCollection page = layer(typeName).getFeatures(second);
        String reason = "Without it only the first 1000 features are found; offset and limit of this query reach 2000";

        assertThatException()
                .isThrownBy(page::size)
                .withMessageStartingWith("Invalid query: The query on " + typeName + " is unbounded")
                .withMessageContaining(reason);
        assertThatException().isThrownBy(() -> read(page)).withMessageContaining(reason);
        assertThat(sandbox.sent()).isZero();
    }

    private static Query withStart(Query query) {
        Query started = new Query(query);
        started.setStartIndex(0);
        return started;
    }

    /** GeoServer logs an error that begins with "Invalid" at INFO, and any other at SEVERE. */
    @Test
    void readingAllThatNothingBoundsIsRefusedAsAMistakeInTheRequest() throws IOException {
        SimpleFeatureCollection all = layer("images").getFeatures(new Query("images"));

        assertThatException()
                .isThrownBy(() -> read(all))
                .withMessageStartingWith("Invalid query: The query on images is unbounded");
    }

    @Test
    void aReprojectedAnswerIsCountedAlike() throws IOException {
        Query query = new Query("images");
        query.setCoordinateSystemReproject(mercator);

        assertThat(layer("images").getFeatures(query).size()).isEqualTo(-1);
    }

    @Test
    void narrowedAndSortedCollectionsAreCountedAlike() throws IOException {
        SimpleFeatureCollection all = sandbox.store().getFeatureSource("images").getFeatures();

        assertThat(all.sort(SortBy.NATURAL_ORDER).size()).isEqualTo(-1);
        assertThat(all.subCollection(
                                SandboxStore.query("images", "is_pano = true").getFilter())
                        .size())
                .isEqualTo(-1);
        assertThat(all.subCollection(SandboxStore.query("images", "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)")
                                .getFilter())
                        .size())
                .isPositive();
    }

    @Test
    void aCollectionThatNothingBoundsIsNotEmpty() throws IOException {
        assertThat(layer("images").getFeatures(new Query("images")).isEmpty()).isFalse();
    }

    /** Only a query for a time alone is answered after a look at samples. */
    @Test
    void aCollectionIsNotTakenForEmptyAfterALookAtSamples() throws IOException {
        SimpleFeatureCollection old = sandbox.store()
                .getFeatureSource("images")
                .getFeatures(SandboxStore.query("images", "captured_at BEFORE 1980-01-01T00:00:00Z"));

        assertThatException().isThrownBy(old::isEmpty).withMessageContaining("does not say where");
    }

    @Test
    void aWrongQueryIsAnErrorAndNotUnknown() {
        assertThatIOException()
                .isThrownBy(() -> sandbox.store()
                        .getFeatureSource("images")
                        .getCount(SandboxStore.query("images", "unheard_of = 3")))
                .withMessageContaining("unheard_of");
    }

    @Test
    void aFailedRequestIsAnErrorAndNotUnknown() throws IOException {
        Map<String, Object> nowhere = new HashMap<>(SandboxStore.parametersFor("http://127.0.0.1:1"));
        nowhere.put("max_wait_seconds", 1);
        MapillaryDataStore store = (MapillaryDataStore) DataStoreFinder.getDataStore(nowhere);
        SimpleFeatureCollection box = store.getFeatureSource("images")
                .getFeatures(SandboxStore.query("images", "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)"));

        assertThatException().isThrownBy(box::size).withMessageContaining("127.0.0.1:1");
        store.dispose();
    }

    @Test
    void aSourceNamesTheStoreThatProgramsKnow() throws IOException {
        assertThat(sandbox.store().getFeatureSource("images").getDataStore()).isSameAs(sandbox.store());
    }

    private static GeoServerLayer layer(String typeName) throws IOException {
        return new GeoServerLayer(sandbox.store().getFeatureSource(typeName), lonLat);
    }

    private static List<String> read(SimpleFeatureCollection features) {
        return DataUtilities.list(features).stream().map(SimpleFeature::getID).toList();
    }
}
