package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.QueryExplanation;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.Box;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.sort.SortBy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Entities by place: ids from tiles, attributes from the Graph API, against brute force over the sandbox's world. */
class EntityScanTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    @Test
    void imagesInABoxAreThoseWhoseOwnPositionLiesInIt() throws IOException {
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 40; i++) {
            Box box = Box.inMalmo(random, 0.004, 0.002);
            Instant since = Instant.parse("2014-01-01T00:00:00Z").plusSeconds(random.nextInt(380_000_000));
            List<String> expected = WORLD.images().stream()
                    .filter(image -> box.holds(image.position()))
                    .filter(image -> image.capturedAt() > since.toEpochMilli())
                    .map(image -> "image_entities." + image.id())
                    .toList();

            List<SimpleFeature> features =
                    sandbox.read(SandboxStore.query("image_entities", box.cql() + " AND captured_at AFTER " + since));

            assertThat(features.stream().map(SimpleFeature::getID)).containsExactlyInAnyOrderElementsOf(expected);
            found += expected.size();
        }
        assertThat(found).isPositive();
    }

    @Test
    void conditionsThatTilesDecideSpareRequests() throws IOException {
        String box = "BBOX(geometry, 12.975, 55.595, 12.985, 55.602)";
        int all = sandbox.read(SandboxStore.query("image_entities", box)).size();
        int requestsForAll = sandbox.takeRequests().size();

        List<SimpleFeature> panoramas = sandbox.read(SandboxStore.query("image_entities", box + " AND is_pano = true"));
        List<String> requests = sandbox.takeRequests();

        assertThat(panoramas).isNotEmpty().hasSizeLessThan(all);
        assertThat(requests).hasSizeLessThan(requestsForAll).doesNotHaveDuplicates();
        assertThat(requests.stream().filter(request -> request.startsWith("/?")))
                .hasSize((panoramas.size() + 49) / 50);
    }

    @Test
    void explainNamesTheTilesAndWhatFollows() throws IOException {
        QueryExplanation explanation = sandbox.store()
                .explain(SandboxStore.query(
                        "image_entities", "BBOX(geometry, 12.975, 55.595, 12.985, 55.602) AND is_pano = true"));

        assertThat(explanation.requests()).isNotEmpty().allMatch(path -> path.startsWith("maps/vtp/mly1_public/2/14/"));
        assertThat(explanation.reason()).contains("then comes one request for each 50");
        assertThat(explanation.whileDecoding()).contains("is_pano = true");
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void attributesThatOnlyEntitiesHaveAreEvaluatedOnThem() throws IOException {
        String box = "BBOX(geometry, 12.975, 55.595, 12.985, 55.602)";
        List<SimpleFeature> all = sandbox.read(SandboxStore.query("image_entities", box));

        List<SimpleFeature> wide = sandbox.read(SandboxStore.query("image_entities", box + " AND width > 4000"));

        assertThat(wide).hasSize((int) all.stream()
                .filter(feature -> feature.getAttribute("width") instanceof Integer width && width > 4000)
                .count());
    }

    @Test
    void mapFeaturesInABoxAreThePointsAndTheSignsThere() throws IOException {
        String cql = "BBOX(geometry, 12.98, 55.595, 12.99, 55.6) AND object_value LIKE 'regulatory--%'";
        List<String> expected = Stream.concat(WORLD.points().stream(), WORLD.trafficSigns().stream())
                .filter(feature -> feature.value().startsWith("regulatory--"))
                .filter(EntityScanTest::isInside)
                .map(feature -> Long.toString(feature.id()))
                .toList();

        List<SimpleFeature> features = sandbox.read(SandboxStore.query("map_feature_entities", cql));

        // the host leaves the geometry of some out, and what has none lies in no box
        List<String> found =
                features.stream().map(f -> (String) f.getAttribute("id")).toList();
        assertThat(expected).isNotEmpty().containsAll(found);
        List<String> missing =
                expected.stream().filter(id -> !found.contains(id)).toList();
        for (String id : missing) {
            Query byId = SandboxStore.query("map_feature_entities", "\"id\" = '" + id + "'");
            assertThat(sandbox.read(byId))
                    .singleElement()
                    .satisfies(f -> assertThat(f.getDefaultGeometry()).isNull());
        }
    }

    private static boolean isInside(SandboxMapFeature feature) {
        double lon = feature.position().lon();
        double lat = feature.position().lat();
        return lon >= 12.98 && lon <= 12.99 && lat >= 55.595 && lat <= 55.6;
    }

    @Test
    void aLimitStopsBothTilesAndEntities() throws IOException {
        Query query = SandboxStore.query("image_entities", "BBOX(geometry, 12.96, 55.58, 13.02, 55.62)");
        query.setMaxFeatures(3);

        assertThat(sandbox.read(query)).hasSize(3);
        assertThat(sandbox.takeRequests()).hasSizeLessThan(8);
    }

    @Test
    void pagesInNaturalOrderAddUp() throws IOException {
        Query whole = SandboxStore.query("image_entities", "BBOX(geometry, 12.975, 55.595, 12.985, 55.602)");
        whole.setSortBy(SortBy.NATURAL_ORDER);
        List<String> all =
                sandbox.read(whole).stream().map(SimpleFeature::getID).toList();
        Query second = new Query(whole);
        second.setStartIndex(100);
        second.setMaxFeatures(60);

        assertThat(sandbox.read(second).stream().map(SimpleFeature::getID))
                .containsExactlyElementsOf(all.subList(100, 160));
        assertThat(sandbox.count(whole)).isEqualTo(all.size());
    }

    @Test
    void moreRequestsThanAllowedAreRefused() throws IOException {
        try (SandboxStore strict = SandboxStore.open(Map.of("max_graph_requests", 3))) {
            assertThatIOException()
                    .isThrownBy(() -> strict.read(
                            SandboxStore.query("image_entities", "BBOX(geometry, 12.975, 55.595, 12.985, 55.602)")))
                    .withMessageContaining("max_graph_requests=3");
        }
        assertThatIOException()
                .isThrownBy(() ->
                        sandbox.read(SandboxStore.query("map_feature_entities", "BBOX(geometry, 10, 50, 11, 51)")))
                .withMessageContaining("max_tiles=512");
    }
}
