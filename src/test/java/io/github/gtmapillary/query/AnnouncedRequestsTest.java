package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.QueryExplanation;
import io.github.gtmapillary.QueryReport;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.CqlFilters;
import io.github.gtmapillary.oracle.CqlText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.Transaction;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests in a report lie within those of the explanation. */
class AnnouncedRequestsTest {
    private static final String BOX = "BBOX(geometry, 12.98, 55.595, 12.989, 55.604)";

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    private static int requestsOf(Query query) throws IOException {
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                sandbox.store().getFeatureReader(query, Transaction.AUTO_COMMIT)) {
            while (reader.hasNext()) {
                reader.next();
            }
            return QueryReport.of(reader).orElseThrow().requests();
        }
    }

    private static void assertAnnounced(Query query) throws IOException {
        QueryExplanation announced = sandbox.store().explain(query);
        int made = requestsOf(query);
        assertThat((long) made)
                .as("%s, at most %s: %s", query.getFilter(), query.getMaxFeatures(), announced.text())
                .isBetween(announced.fewestRequests(), announced.mostRequests());
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "sequences", "points", "traffic_signs"})
    void thoseOfRandomFiltersLimitedSortedOrNeither(String typeName) throws IOException {
        Random random = new Random(20_261_128 + typeName.hashCode());
        CqlFilters filters = new CqlFilters(typeName, random);
        for (int i = 0; i < 40; i++) {
            Query query = SandboxStore.query(typeName, filters.bounded().cql());
            if (random.nextBoolean()) {
                query.setMaxFeatures(random.nextInt(30));
            }
            if (random.nextInt(4) == 0) {
                query.setSortBy(CommonFactoryFinder.getFilterFactory().sort("id", SortOrder.DESCENDING));
            }
            if (random.nextInt(4) == 0) {
                query.setSortBy(SortBy.NATURAL_ORDER);
                query.setStartIndex(random.nextInt(5));
            }
            assertAnnounced(query);
        }
    }

    private static List<String> ids(String typeName, String attribute, int most) throws IOException {
        List<String> ids = new ArrayList<>();
        for (SimpleFeature feature : sandbox.read(SandboxStore.query(typeName, BOX))) {
            String id = (String) feature.getAttribute(attribute);
            if (id != null && !ids.contains(id) && ids.size() < most) {
                ids.add(id);
            }
        }
        return ids;
    }

    @Test
    void thoseOfLookUps() throws IOException {
        List<String> images = ids("images", "id", 60);
        List<String> withUnknown = new ArrayList<>(images);
        withUnknown.add("9999999999999");
        withUnknown.add("nonsense");
        List<String> sequences = ids("images", "sequence_id", 3);
        for (int limit : new int[] {0, 1, 7, Query.DEFAULT_MAX}) {
            for (Query query : List.of(
                    SandboxStore.query("images", CqlText.in("id", images)),
                    SandboxStore.query("image_entities", CqlText.in("id", withUnknown)),
                    SandboxStore.query("image_entities", "\"id\" = '9999999999999'"),
                    SandboxStore.query("images", CqlText.in("sequence_id", sequences)),
                    SandboxStore.query("sequences", CqlText.in("id", sequences)),
                    SandboxStore.query("sequences", "\"id\" = 'unknown'"),
                    SandboxStore.query("detections", CqlText.in("image_id", images.subList(0, 4))),
                    SandboxStore.query("detections", CqlText.in("sequence_id", sequences.subList(0, 1))),
                    SandboxStore.query("detections", BOX),
                    SandboxStore.query("image_entities", BOX),
                    SandboxStore.query("map_feature_entities", BOX),
                    SandboxStore.query("image_entities", BOX + " OR " + CqlText.in("id", images.subList(0, 2))),
                    SandboxStore.query("images", "EXCLUDE"))) {
                query.setMaxFeatures(limit);
                assertAnnounced(query);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "images, captured_at",
        "sequences, captured_at",
        "points, last_seen_at",
        "image_entities, captured_at",
    })
    void thoseOfAFewFeaturesFromAnywhere(String typeName, String time) throws IOException {
        for (String from : List.of("1980", "2014", "2019", "2030")) {
            Query times = SandboxStore.query(typeName, time + " BETWEEN '" + from + "-01-01' AND '" + from + "-12-31'");
            times.setMaxFeatures(1);
            times.setPropertyNames(time);
            assertAnnounced(times);
            assertThat(sandbox.store().explain(times).text()).containsPattern("requests    1 to \\d+\n");
        }
        Query few = new Query(typeName);
        few.setMaxFeatures(20);
        assertAnnounced(few);
    }

    @Test
    void aPlanWhoseRequestsAreNotKnownSaysFromWhatToWhat() throws IOException {
        Query anything = new Query("images");
        anything.setMaxFeatures(3);
        QueryExplanation explanation = sandbox.store().explain(anything);

        assertThat(explanation.text()).contains("\nrequests    1 to 512\n");
        assertThat(explanation.json())
                .contains("\"request_count\":1,\"fewest_requests\":1,\"most_requests\":512,\"cached\":0");
    }

    @Test
    void aPlanWhoseRequestsAreKnownSaysHowMany() throws IOException {
        QueryExplanation explanation = sandbox.store().explain(SandboxStore.query("images", BOX));

        assertThat(explanation.text())
                .contains("\nrequests    " + explanation.requests().size() + "\n");
        assertThat(explanation.json())
                .contains("\"fewest_requests\":" + explanation.requests().size() + ",\"most_requests\":"
                        + explanation.requests().size() + ",");
    }
}
