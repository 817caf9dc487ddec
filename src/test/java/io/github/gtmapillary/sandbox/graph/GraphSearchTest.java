package io.github.gtmapillary.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.world.Position;
import io.github.gtmapillary.sandbox.world.SandboxCreator;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphSearchTest {

    private static final SandboxWorld WORLD = SandboxWorld.standard();

    @AutoClose
    private static final GraphClient graph = GraphClient.of(WORLD);

    @Test
    void boxesFindExactlyTheImagesWhoseOriginalPositionsLieInThem() {
        int found = 0;
        for (BoundingBox box : boxes(0.003)) {
            List<Long> ids = graph.get("/images?fields=id&bbox=" + text(box)).ids();
            assertThat(ids).containsExactlyInAnyOrderElementsOf(images(image -> box.contains(image.position())));
            found += ids.size();
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void boxesFindExactlyTheMapFeaturesInThem() {
        int found = 0;
        for (BoundingBox box : boxes(0.005)) {
            List<Long> ids = graph.get("/map_features?bbox=" + text(box)).ids();
            assertThat(ids)
                    .containsExactlyInAnyOrderElementsOf(mapFeatures(feature -> box.contains(feature.position())));
            found += ids.size();
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void boxesFindExactlyTheDetectionsOfTheImagesInThem() {
        int found = 0;
        for (BoundingBox box : boxes(0.003)) {
            List<Long> ids = graph.get("/detections?bbox=" + text(box)).ids();
            assertThat(ids).containsExactlyInAnyOrderElementsOf(detections(box, detection -> true));
            found += ids.size();
        }
        assertThat(found).isGreaterThan(500);
    }

    @Test
    void whatIsNearestToTheEdgeComesFirst() {
        BoundingBox box = densest(0.005);
        List<Long> ids = graph.get("/images?bbox=" + text(box)).ids();
        assertThat(ids).hasSizeBetween(100, 1000);
        assertThat(ids.stream()
                        .map(id -> box.depth(WORLD.image(id).orElseThrow().position()))
                        .toList())
                .isSorted();
        assertThat(graph.get("/images?limit=7&bbox=" + text(box)).ids()).isEqualTo(ids.subList(0, 7));
    }

    @Test
    void aDenseBoxIsThinnedWithoutAWordAndAlwaysTheSame() {
        BoundingBox box = densest(0.0099);
        List<Long> all = images(image -> box.contains(image.position()));
        assertThat(all).hasSizeBetween(1001, 3000);
        Json json = graph.get("/images?bbox=" + text(box));
        assertThat(json.keys()).containsExactly("data");
        assertThat(json.ids()).hasSize((all.size() + 1) / 2).isSubsetOf(all).doesNotHaveDuplicates();
        assertThat(graph.get("/images?bbox=" + text(box)).ids()).isEqualTo(json.ids());
    }

    @Test
    void aBoxWithTooMuchInItIsRefusedWhateverTheLimit() throws IOException {
        BoundingBox box = densest(0.0099);
        int inBox = images(image -> box.contains(image.position())).size();
        try (Sandbox strict = Sandbox.start(0, WORLD, new SearchLimits(0.01, 10, inBox - 1, 2000))) {
            GraphClient.Answer answer = new GraphClient(strict).ask("/images?limit=1&bbox=" + text(box));
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo(1);
            assertThat(answer.hasSubcode(99)).isTrue();
            assertThat(answer.message()).startsWith("Please reduce the amount of data");
        }
        try (Sandbox lenient = Sandbox.start(0, WORLD, new SearchLimits(0.01, 10, inBox, 100))) {
            assertThat(new GraphClient(lenient).get("/images?bbox=" + text(box)).ids())
                    .hasSizeBetween(50, 100);
        }
    }

    @Test
    void theStandardWorldHasABoxWhoseDetectionsAreRefused() {
        BoundingBox box = densest(0.0099);
        assertThat(detections(box, detection -> true).size()).isGreaterThan(3000);
        assertThat(graph.ask("/detections?bbox=" + text(box)).hasSubcode(99)).isTrue();
        assertThat(graph.get("/detections?values=nature--*&bbox=" + text(box)).ids())
                .containsExactlyInAnyOrderElementsOf(
                        detections(box, detection -> detection.value().startsWith("nature--")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"images", "map_features", "detections"})
    void aBoxHasToBeSmall(String search) {
        assertThat(graph.ask("/" + search + "?bbox=12.99,55.6,12.9999,55.6099").status())
                .isEqualTo(200);
        assertInvalid("/" + search + "?bbox=12.99,55.6,13.0001,55.6001", "bbox must be smaller than 0.01 degrees");
        assertInvalid("/" + search + "?bbox=12.99,55.6,12.9901,55.6101", "bbox must be smaller than 0.01 degrees");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bbox=",
                "bbox=1,2,3",
                "bbox=a,b,c,d",
                "bbox=13,55,12.999,55.001",
                "bbox=180,0,180.001,0.001",
                "bbox=NaN,0,0.001,0.001",
                "bbox=12.99,55.6,12.991,55.601&limit=0",
                "bbox=12.99,55.6,12.991,55.601&limit=2001",
                "bbox=12.99,55.6,12.991,55.601&limit=all",
                "bbox=12.99,55.6,12.991,55.601&start_captured_at=yesterday",
                "bbox=12.99,55.6,12.991,55.601&is_pano=maybe",
                "fields=id",
                "lat=55.6&lng=12.99",
                "lat=55.6&lng=12.99&radius=50.1",
                "lat=55.6&lng=12.99&radius=-1",
                "creator_username=kartograf&after=nonsense",
                "creator_username=kartograf&after=bi0x",
                "creator_username=kartograf&after=bjk5OTk5OTk5OTk5",
                "creator_username=kartograf&limit=99999999999999999999",
                "sequence_ids=x&organization_id=malmo"
            })
    void whatCannotBeReadIsABadRequest(String query) {
        assertInvalid("/images?" + query, "");
    }

    @Test
    void parametersThatThereAreNotAreIgnored() {
        BoundingBox box = densest(0.003);
        List<Long> all = graph.get("/map_features?bbox=" + text(box)).ids();
        assertThat(graph.get("/map_features?object_value=object--bench&bbox=" + text(box))
                        .ids())
                .isEqualTo(all)
                .hasSizeGreaterThan(5);
    }

    @Test
    void imagesAreFoundBySequenceAndById() {
        SandboxSequence one = WORLD.sequences().get(3);
        SandboxSequence other = WORLD.sequences().get(9);
        assertThat(graph.get("/images?sequence_ids=" + one.id() + "," + other.id() + ",unknown")
                        .ids())
                .isEqualTo(Stream.concat(one.images().stream(), other.images().stream())
                        .map(SandboxImage::id)
                        .toList());
        long id = one.images().get(1).id();
        Json json = graph.get("/images?fields=sequence,captured_at&image_ids=" + id + ",1");
        assertThat(json.ids()).containsExactly(id);
        assertThat(json.at("data", "0").keys()).containsExactly("sequence", "captured_at", "id");
    }

    @Test
    void aSequenceIsCutAtTheLimitAndNotThinned() {
        SandboxSequence longest = WORLD.sequences().stream()
                .max(Comparator.comparing(sequence -> sequence.images().size()))
                .orElseThrow();
        assertThat(graph.get("/images?limit=100&sequence_ids=" + longest.id()).ids())
                .isEqualTo(longest.images().stream()
                        .limit(100)
                        .map(SandboxImage::id)
                        .toList());
    }

    @Test
    void pagesOfACreatorAddUp() {
        SandboxCreator creator = WORLD.creators().get(8);
        List<Long> expected = images(image -> image.creatorId() == creator.id());
        String path = "/images?limit=700&fields=id&creator_username=" + GraphClient.encoded(creator.username());
        List<Long> byLink = new ArrayList<>();
        Json page = graph.get(path);
        int pages = 1;
        while (page.at("paging").has("next")) {
            byLink.addAll(page.ids());
            assertThat(page.ids()).hasSize(700);
            // the client sent its token in the header, so the link has none
            assertThat(page.text("paging", "next")).doesNotContain("access_token");
            Json byCursor = graph.get(path + "&after=" + GraphClient.encoded(page.text("paging", "cursors", "after")));
            page = graph.get(page.text("paging", "next"));
            assertThat(page).isEqualTo(byCursor);
            pages++;
        }
        byLink.addAll(page.ids());
        assertThat(byLink).containsExactlyInAnyOrderElementsOf(expected).doesNotHaveDuplicates();
        assertThat(byLink)
                .extracting(id -> WORLD.image(id).orElseThrow().capturedAt())
                .as("the newest first")
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(pages).isGreaterThan(2);
        String afterAll = page.text("paging", "cursors", "after");
        assertThat(graph.get(path + "&after=" + GraphClient.encoded(afterAll)).keys())
                .containsExactly("data");
        assertThat(graph.get("/images?creator_username=KARTOGRAF").ids()).isEmpty();
    }

    @Test
    void theLinkToTheNextPageHoldsTheTokenOfTheQuery() {
        Json page = graph.send(graph.request("/images?limit=1&creator_username=kartograf&access_token="
                        + GraphClient.encoded(Sandbox.ACCESS_TOKEN)))
                .body();
        assertThat(graph.send(graph.request(page.text("paging", "next"))).status())
                .isEqualTo(200);
    }

    @Test
    void aCircleFindsTheNearestFirst() {
        Position centre = WORLD.images().get(5000).position();
        Circle circle = new Circle(centre.lon(), centre.lat(), 50);
        List<Long> ids = graph.get("/images?radius=50&lat=" + centre.lat() + "&lng=" + centre.lon())
                .ids();
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(images(image -> circle.contains(image.position())))
                .hasSizeGreaterThan(3);
        assertThat(ids.stream()
                        .map(id -> circle.distance(WORLD.image(id).orElseThrow().position()))
                        .toList())
                .isSorted();
    }

    @Test
    void imagesAreFoundByWhatTheyAre() {
        BoundingBox box = densest(0.005);
        String path = "/images?bbox=" + text(box) + "&";
        long organization = WORLD.organizations().get(0).id();
        assertThat(graph.get(path + "organization_id=" + organization).ids())
                .containsExactlyInAnyOrderElementsOf(
                        imagesIn(box, image -> Long.valueOf(organization).equals(image.organizationId())))
                .isNotEmpty();
        assertThat(graph.get(path + "is_pano=true").ids())
                .containsExactlyInAnyOrderElementsOf(imagesIn(box, SandboxImage::pano))
                .isNotEmpty();
        assertThat(graph.get(path + "make=GoPro&model=HERO8+Black").ids())
                .containsExactlyInAnyOrderElementsOf(imagesIn(
                        box, image -> WORLD.details(image).camera().model().equals("HERO8 Black")))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,true",
        "1,5,false",
        "-5,-1,false",
        "-1,0,true",
        "0,1,true",
    })
    void bothEndsOfATimeAreIncludedInWholeSeconds(long from, long to, boolean found) {
        SandboxImage image = WORLD.images().stream()
                .filter(candidate -> candidate.capturedAt() % 1000 > 500)
                .findFirst()
                .orElseThrow();
        long second = image.capturedAt() / 1000;
        String path = "/images?image_ids=" + image.id() + "&start_captured_at=" + Instant.ofEpochSecond(second + from)
                + "&end_captured_at=" + Instant.ofEpochSecond(second + to);
        assertThat(graph.get(path).ids().contains(image.id())).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2014-01-01",
                "2014-01-01T00:00Z",
                "2014-01-01T00:00:00",
                "2014-01-01T00:00:00.000Z",
                "2014-01-01T01:00:00%2B01:00",
                "2014-01-01T00:00:00%2B0000",
                "2014-01-01T00:00:00+00:00"
            })
    void timesMayBeWrittenInSeveralWaysAndUnknownOnesAreNeverInTime(String start) {
        SandboxSequence sequence = WORLD.sequences().stream()
                .filter(candidate -> candidate.capturedAt() > 0
                        && candidate.images().stream().anyMatch(image -> image.capturedAt() == 0))
                .findFirst()
                .orElseThrow();
        assertThat(graph.get("/images?sequence_ids=" + sequence.id() + "&start_captured_at=" + start)
                        .ids())
                .isEqualTo(sequence.images().stream()
                        .filter(image -> image.capturedAt() > 0)
                        .map(SandboxImage::id)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "regulatory--*,'regulatory--.*'",
        "object--*--*,'object--.*--.*'",
        "'object--bench,warning--*--g2','object--bench|warning--.*--g2'",
        "*,'.*'",
        "OBJECT--BENCH,none",
        "object,none",
        "object--support--utility-pol.,none"
    })
    void classesMayHoldWildcards(String values, String regex) {
        BoundingBox box = densest(0.0099);
        assertThat(graph.get("/map_features?bbox=" + text(box) + "&object_values=" + values)
                        .ids())
                .containsExactlyInAnyOrderElementsOf(mapFeatures(feature ->
                        box.contains(feature.position()) && feature.value().matches(regex)));
    }

    @Test
    void mapFeaturesAreFoundByWhenTheyWereSeen() {
        BoundingBox box = densest(0.0099);
        String path = "/map_features?bbox=" + text(box) + "&";
        long middle = Instant.parse("2020-01-01T00:00:00Z").toEpochMilli();
        assertThat(graph.get(path + "start_first_seen_at=2020-01-01T00:00:00Z").ids())
                .containsExactlyInAnyOrderElementsOf(
                        mapFeatures(feature -> box.contains(feature.position()) && feature.firstSeenAt() >= middle))
                .isNotEmpty();
        assertThat(graph.get(path + "start_last_seen_at=2020-01-01T00:00:00Z&end_first_seen_at=2019-12-31T23:59:59Z")
                        .ids())
                .containsExactlyInAnyOrderElementsOf(mapFeatures(feature -> box.contains(feature.position())
                        && feature.firstSeenAt() > 0
                        && feature.firstSeenAt() < middle
                        && feature.lastSeenAt() >= middle))
                .isNotEmpty();
    }

    private static void assertInvalid(String path, String message) {
        GraphClient.Answer answer = graph.ask(path);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(100);
        assertThat(answer.message()).contains(message);
    }

    /** Returns boxes around random images. The edge of a few boxes passes through the image itself. */
    private static List<BoundingBox> boxes(double side) {
        Random random = new Random(42);
        return random.ints(25, 0, WORLD.images().size())
                .mapToObj(i -> around(WORLD.images().get(i).position(), side * random.nextDouble()))
                .toList();
    }

    private static BoundingBox around(Position place, double side) {
        return new BoundingBox(
                Math.max(-180, place.lon() - side / 2),
                place.lat(),
                Math.min(180, place.lon() + side / 2),
                place.lat() + side);
    }

    private static BoundingBox densest(double side) {
        return WORLD.images().stream()
                .filter(image -> image.id() % 200 == 0)
                .map(image -> around(image.position(), side))
                .max(Comparator.comparingInt(
                        box -> images(image -> box.contains(image.position())).size()))
                .orElseThrow();
    }

    private static String text(BoundingBox box) {
        return String.format(Locale.ROOT, "%s,%s,%s,%s", box.west(), box.south(), box.east(), box.north());
    }

    private static List<Long> images(Predicate<SandboxImage> wanted) {
        return WORLD.images().stream().filter(wanted).map(SandboxImage::id).toList();
    }

    private static List<Long> imagesIn(BoundingBox box, Predicate<SandboxImage> wanted) {
        return images(image -> box.contains(image.position()) && wanted.test(image));
    }

    private static List<Long> mapFeatures(Predicate<SandboxMapFeature> wanted) {
        return Stream.concat(WORLD.points().stream(), WORLD.trafficSigns().stream())
                .filter(wanted)
                .map(SandboxMapFeature::id)
                .toList();
    }

    private static List<Long> detections(BoundingBox box, Predicate<SandboxDetection> wanted) {
        return WORLD.detections().stream()
                .filter(detection -> box.contains(
                        WORLD.image(detection.imageId()).orElseThrow().position()))
                .filter(wanted)
                .map(SandboxDetection::id)
                .toList();
    }
}
