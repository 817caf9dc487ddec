package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.Box;
import io.github.gtmapillary.sandbox.graph.SearchLimits;
import io.github.gtmapillary.sandbox.world.Position;
import io.github.gtmapillary.sandbox.world.SandboxCreator;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entities by the Graph API's own searches: in cells by place, in pages by user. */
class EntitySearchTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();

    /** Answers whatever is asked for in full, if it is small enough. */
    private static final SearchLimits GENEROUS = new SearchLimits(0.01, 100_000, 100_000, 2000);

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(GENEROUS, Map.of("search", "graph"));

    @Test
    void imagesInABoxAreThoseOfBruteForceAndTheFirstRequestsAreThoseExplained() throws IOException {
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            Box box = Box.inMalmo(random, 0.02, 0.012);
            Instant since = Instant.parse("2014-01-01T00:00:00Z").plusSeconds(random.nextInt(380_000_000));
            Query query = SandboxStore.query("image_entities", box.cql() + " AND captured_at >= '" + since + "'");

            sandbox.takeRequests();
            List<String> found = sandbox.ids(query);

            assertThat(found)
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(ids(WORLD.images().stream()
                            .filter(image -> box.holds(image.position()))
                            .filter(image -> image.capturedAt() >= since.toEpochMilli())
                            .map(SandboxImage::id)));
            List<String> requests = readable(sandbox.takeRequests());
            List<String> explained = sandbox.store().explain(query).requests();
            assertThat(requests).doesNotHaveDuplicates().containsAll(explained);
            if (found.size() < 1000) {
                assertThat(requests).containsExactlyInAnyOrderElementsOf(explained);
            }
            assertThat(sandbox.count(query)).isEqualTo(found.size());
        }
    }

    /** As explanations write requests. */
    private static List<String> readable(List<String> requests) {
        return requests.stream()
                .map(request -> URLDecoder.decode(request.substring(1), StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void cellsAreSmallEnoughForTheApiAndTouchThePlaceAlone() throws IOException {
        String ell = "INTERSECTS(geometry, POLYGON((12.90 55.50, 12.99 55.50, 12.99 55.505, 12.905 55.505,"
                + " 12.905 55.59, 12.90 55.59, 12.90 55.50)))";

        List<String> requests = sandbox.store()
                .explain(SandboxStore.query("image_entities", ell))
                .requests();

        assertThat(requests).as("an L of ten cells by ten").hasSizeBetween(18, 20);
        for (String request : requests) {
            double[] bbox = Stream.of(
                            request.replaceAll(".*bbox=([^&]*).*", "$1").split(","))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            assertThat(bbox[2] - bbox[0]).isPositive().isLessThanOrEqualTo(0.0098);
            assertThat(bbox[3] - bbox[1]).isPositive().isLessThanOrEqualTo(0.0098);
        }
    }

    @Test
    void imagesByTheirComputedPlaceAreTakenFromTiles() throws IOException {
        Box box = new Box(12.98, 55.598, 12.984, 55.601);
        String cql = box.cql().replace("geometry", "computed_geometry");

        List<String> found = sandbox.ids(SandboxStore.query("image_entities", cql));

        assertThat(found)
                .containsExactlyInAnyOrderElementsOf(ids(WORLD.images().stream()
                        .filter(image -> image.computedPosition() != null && box.holds(image.computedPosition()))
                        .map(SandboxImage::id)));
        assertThat(found)
                .as("images that were recorded elsewhere")
                .anyMatch(id ->
                        !box.holds(WORLD.image(Long.parseLong(id)).orElseThrow().position()));
        assertThat(sandbox.takeRequests()).noneMatch(request -> request.startsWith("/images"));
    }

    @Test
    void mapFeaturesInABoxAreThoseOfBruteForce() throws IOException {
        Random random = new Random(6);
        for (int i = 0; i < 15; i++) {
            Box box = Box.inMalmo(random, 0.02, 0.012);

            List<String> found = sandbox.ids(
                    SandboxStore.query("map_feature_entities", box.cql() + " AND object_value LIKE 'regulatory--%'"));

            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(ids(mapFeatures()
                            .filter(feature -> feature.value().startsWith("regulatory--"))
                            .filter(feature -> WORLD.details(feature).hasGeometry())
                            .filter(feature -> box.holds(feature.position()))
                            .map(SandboxMapFeature::id)));
        }
        assertThat(sandbox.takeRequests()).allMatch(request -> request.contains("object_values=regulatory--*"));
    }

    private static Stream<SandboxMapFeature> mapFeatures() {
        return Stream.concat(WORLD.points().stream(), WORLD.trafficSigns().stream());
    }

    @ParameterizedTest(name = "detections by place when search={0}")
    @CsvSource({"graph", "tiles"})
    void detectionsInABoxAreThoseOfTheImagesThere(String search) throws IOException {
        Box box = new Box(12.98, 55.598, 12.984, 55.6);
        Set<Long> images = new HashSet<>(WORLD.images().stream()
                .filter(image -> box.holds(image.position()))
                .map(SandboxImage::id)
                .toList());
        Predicate<SandboxDetection> there = detection -> images.contains(detection.imageId());
        String value = WORLD.detections().stream()
                .filter(there)
                .map(SandboxDetection::value)
                .findFirst()
                .orElseThrow();
        try (SandboxStore store = SandboxStore.open(GENEROUS, Map.of("search", search))) {
            assertThat(store.ids(SandboxStore.query("detections", box.cql())))
                    .containsExactlyInAnyOrderElementsOf(
                            ids(WORLD.detections().stream().filter(there).map(SandboxDetection::id)));
            store.takeRequests();

            assertThat(store.ids(SandboxStore.query("detections", box.cql() + " AND value = '" + value + "'")))
                    .containsExactlyInAnyOrderElementsOf(ids(WORLD.detections().stream()
                            .filter(there)
                            .filter(detection -> detection.value().equals(value))
                            .map(SandboxDetection::id)));
            assertThat(readable(store.takeRequests()))
                    .isNotEmpty()
                    .allMatch(request -> request.startsWith("detections?") && request.contains("values=" + value));
        }
    }

    @Test
    void whatAFilterImpliesIsSentAsTheDocumentedParameters() throws IOException {
        String box = "BBOX(geometry, 12.98, 55.598, 12.984, 55.6) AND ";

        assertThat(parameters("image_entities", box + "captured_at DURING 2020-01-01T00:00:00Z/2021-01-01T00:00:00Z"))
                .contains("start_captured_at=2019-12-31T23:59:59Z", "end_captured_at=2021-01-01T00:00:00Z");
        assertThat(parameters("image_entities", box + "organization_id = '7' AND sequence_id IN ('b', 'a')"))
                .contains("organization_id=7", "sequence_ids=a,b");
        assertThat(parameters(
                        "map_feature_entities",
                        box + "first_seen_at >= '2020-01-01T00:00:00Z' AND last_seen_at < '2022-01-01T00:00:00Z'"))
                .contains("start_first_seen_at=2019-12-31T23:59:59Z", "end_last_seen_at=2022-01-01T00:00:00Z")
                .noneMatch(parameter -> parameter.startsWith("end_first") || parameter.startsWith("start_last"));
        assertThat(parameters(
                        "map_feature_entities",
                        box + "(object_value = 'object--bench' OR object_value LIKE 'regulatory--no-%')"))
                .contains("object_values=object--bench,regulatory--*");
        assertThat(parameters("detections", box + "value LIKE 'construction--%'"))
                .contains("values=construction--*");
    }

    @Test
    void whatAFilterDoesNotImplyIsNotSent() throws IOException {
        String box = "BBOX(geometry, 12.98, 55.598, 12.984, 55.6) AND ";
        Set<String> always = Set.of("bbox", "fields");

        for (String cql : List.of(
                "(captured_at > '2020-01-01T00:00:00Z' OR is_pano = true)",
                "NOT (organization_id = '7')",
                "organization_id IN ('7', '8')",
                "(sequence_id = 'a' OR make = 'x')")) {
            assertThat(parameters("image_entities", box + cql))
                    .as(cql)
                    .allMatch(parameter -> always.contains(parameter.replaceAll("=.*", "")));
        }
        assertThat(parameters("map_feature_entities", box + "object_value ILIKE 'Object--%'"))
                .allMatch(parameter -> always.contains(parameter.replaceAll("=.*", "")));
        assertThat(parameters("detections", box + "created_at > '2020-01-01T00:00:00Z'"))
                .as("a detection's own time is not that of its image")
                .allMatch(parameter -> always.contains(parameter.replaceAll("=.*", "")));
    }

    private static List<String> parameters(String typeName, String cql) throws IOException {
        String request = sandbox.store()
                .explain(SandboxStore.query(typeName, cql))
                .requests()
                .get(0);
        return List.of(request.substring(request.indexOf('?') + 1).split("&"));
    }

    @Test
    void cellsThatTheApiRefusesAreAskedForAgainInFour() throws IOException {
        SearchLimits refusing = new SearchLimits(0.01, 150, 150, 2000);
        Box centre = new Box(12.975, 55.595, 12.9845, 55.6045);
        try (SandboxStore store = SandboxStore.open(refusing, Map.of("search", "graph"))) {
            Query query = SandboxStore.query("image_entities", centre.cql());

            List<String> found = store.ids(query);

            assertThat(found)
                    .hasSizeGreaterThan(600)
                    .containsExactlyInAnyOrderElementsOf(ids(WORLD.images().stream()
                            .filter(image -> centre.holds(image.position()))
                            .map(SandboxImage::id)));
            assertThat(store.takeRequests())
                    .doesNotHaveDuplicates()
                    .hasSizeGreaterThan(
                            4 * store.store().explain(query).requests().size());
        }
    }

    @Test
    void aPlaceTooDenseToSearchIsNamedAndNothingIsLost() throws IOException {
        SearchLimits strict = new SearchLimits(0.01, 1, 1, 2000);
        Position stack =
                WORLD.images().stream().collect(Collectors.groupingBy(SandboxImage::position)).entrySet().stream()
                        .filter(entry -> entry.getValue().size() > 1)
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElseThrow();
        try (SandboxStore store = SandboxStore.open(strict, Map.of("search", "graph"))) {
            assertThatIOException()
                    .isThrownBy(() -> store.read(SandboxStore.query(
                            "image_entities",
                            "DWITHIN(geometry, POINT(" + stack.lon() + " " + stack.lat() + "), 30, meters)")))
                    .withMessageContaining("more images in the ten metres of bbox")
                    .withMessageContaining("search=tiles");
        }
    }

    @Test
    void aSearchThatNeedsTooManyRequestsIsRefused() throws IOException {
        Map<String, Object> few = Map.of("search", "graph", "max_graph_requests", 5);
        try (SandboxStore store = SandboxStore.open(GENEROUS, few)) {
            assertThatIOException()
                    .isThrownBy(() -> store.read(SandboxStore.query("image_entities", "BBOX(geometry, 0, 0, 90, 60)")))
                    .withMessageContaining("max_graph_requests=5")
                    .withMessageContaining("smaller area");
            assertThat(store.takeRequests()).isEmpty();
        }
    }

    @Test
    void theImagesOfAUserComePageByPage() throws IOException {
        SandboxCreator creator = WORLD.creators().stream()
                .filter(candidate -> imagesOf(candidate).count() > 1000)
                .findFirst()
                .orElseThrow();
        Query query = SandboxStore.query("image_entities", "creator_username = '" + creator.username() + "'");

        assertThat(sandbox.ids(query)).containsExactlyInAnyOrderElementsOf(ids(imagesOf(creator)));

        List<String> requests = readable(sandbox.takeRequests());
        assertThat(requests).hasSize((int) ((imagesOf(creator).count() + 999) / 1000));
        assertThat(requests.get(0))
                .isEqualTo(sandbox.store().explain(query).requests().get(0));
        assertThat(requests.subList(1, requests.size())).allMatch(request -> request.contains("after="));
    }

    @Test
    void aUsersImagesOfATimeAreAskedForWithIt() throws IOException {
        SandboxCreator creator = WORLD.creators().get(0);
        Instant since = Instant.parse("2020-01-01T00:00:00Z");
        Query query = SandboxStore.query(
                "image_entities", "creator_username = '" + creator.username() + "' AND captured_at >= '" + since + "'");

        assertThat(sandbox.ids(query))
                .containsExactlyInAnyOrderElementsOf(ids(WORLD.images().stream()
                        .filter(image -> image.creatorId() == creator.id())
                        .filter(image -> image.capturedAt() >= since.toEpochMilli())
                        .map(SandboxImage::id)));
        assertThat(readable(sandbox.takeRequests()))
                .allMatch(request -> request.contains("start_captured_at=2019-12-31T23:59:59Z"));
    }

    /** The sandbox takes the end for included, by whole seconds, as Mapillary does. */
    @Test
    void spansOfAUsersTimeThatMeetHoldEachImageOnce() throws IOException {
        SandboxCreator creator = WORLD.creators().stream()
                .filter(candidate -> imagesOf(candidate).count() > 2000)
                .findFirst()
                .orElseThrow();
        List<SandboxImage> images = WORLD.images().stream()
                .filter(image -> image.creatorId() == creator.id() && image.capturedAt() != 0)
                .sorted(Comparator.comparingLong(SandboxImage::capturedAt))
                .toList();
        String user = "creator_username = '" + creator.username() + "' AND captured_at ";
        List<String> together = new ArrayList<>();
        String after = "1970-01-02T00:00:00Z";
        for (int i = 500; i < images.size(); i += 700) {
            String end = Instant.ofEpochMilli(images.get(i).capturedAt()).toString();
            together.addAll(sandbox.ids(
                    SandboxStore.query("image_entities", user + "> '" + after + "' AND captured_at <= '" + end + "'")));
            after = end;
        }
        together.addAll(sandbox.ids(SandboxStore.query("image_entities", user + "> '" + after + "'")));

        assertThat(together)
                .containsExactlyInAnyOrderElementsOf(ids(images.stream().map(SandboxImage::id)))
                .doesNotHaveDuplicates();
        assertThat(sandbox.ids(SandboxStore.query("image_entities", user + "= '" + after + "'")))
                .as("the end alone")
                .containsExactlyInAnyOrderElementsOf(
                        ids(images.stream().filter(isAt(Instant.parse(after))).map(SandboxImage::id)));
    }

    private static Predicate<SandboxImage> isAt(Instant time) {
        return image -> image.capturedAt() == time.toEpochMilli();
    }

    @Test
    void aUserWhomNobodyKnowsHasNoImages() throws IOException {
        assertThat(sandbox.read(SandboxStore.query("image_entities", "creator_username = 'nobody-at-all'")))
                .isEmpty();
    }

    @Test
    void aLimitStopsThePages() throws IOException {
        SandboxCreator creator = WORLD.creators().stream()
                .filter(candidate -> imagesOf(candidate).count() > 1000)
                .findFirst()
                .orElseThrow();
        Query query = SandboxStore.query("image_entities", "creator_username = '" + creator.username() + "'");
        query.setMaxFeatures(10);

        List<SimpleFeature> features = sandbox.read(query);

        assertThat(features).hasSize(10);
        assertThat(sandbox.takeRequests()).hasSize(1);
    }

    private static Stream<Long> imagesOf(SandboxCreator creator) {
        return WORLD.images().stream()
                .filter(image -> image.creatorId() == creator.id())
                .map(SandboxImage::id);
    }

    private static List<String> ids(Stream<Long> ids) {
        return ids.map(String::valueOf).toList();
    }
}
