package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.QueryExplanation;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxMapFeature;
import io.github.gtmapillary.sandbox.world.SandboxOrganization;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;

/** Features by id and by sequence, from the Graph API of the sandbox. */
class LookupTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    @Test
    void imagesByIdAreThoseOfTheWorldInBatchesOfFifty() throws IOException {
        List<SandboxImage> images = sample(WORLD.images(), 120);
        Map<String, TrueFeature> all = TrueFeature.all("images", WORLD, Positions.ORIGINAL).stream()
                .collect(Collectors.toMap(TrueFeature::fid, feature -> feature));

        List<SimpleFeature> features =
                sandbox.read(byIds("images", images.stream().map(SandboxImage::id)));

        assertThat(features).hasSize(120);
        assertThat(sandbox.takeRequests()).hasSize(3).allMatch(request -> request.startsWith("/?"));
        for (SimpleFeature feature : features) {
            TrueFeature expected = all.get(feature.getID());
            for (String attribute : List.of(
                    "id", "sequence_id", "captured_at", "is_pano", "organization_id", "creator_id", "embed_url")) {
                assertThat(feature.getAttribute(attribute))
                        .as(feature.getID() + " " + attribute)
                        .isEqualTo(expected.get(attribute));
            }
            assertThat((Double) feature.getAttribute("compass_angle"))
                    .usingComparator(java.util.Comparator.nullsFirst((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1))
                    .isEqualTo(expected.get("compass_angle"));
            assertThat(((Geometry) feature.getDefaultGeometry()).distance(expected.geometry()))
                    .as("the grid of tiles is coarser")
                    .isLessThan(1e-5);
        }
    }

    @Test
    void idsThatDoNotExistAreAbsentAndAWrongOneSpoilsNoBatch() throws IOException {
        String known = Long.toString(WORLD.images().get(7).id());

        assertThat(ids(sandbox.read(SandboxStore.query("images", "\"id\" IN ('" + known + "', '123')"))))
                .containsExactly(known);
        assertThat(ids(sandbox.read(SandboxStore.query("images", "\"id\" IN ('" + known + "', 'no-number')"))))
                .containsExactly(known);
        assertThat(sandbox.read(SandboxStore.query("images", "\"id\" = '123'"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "..", ".", "../images", "a/b", "a,b", "1?x=2", "a\nb"})
    void whatIsNoIdIsAbsentAndNotAskedFor(String noId) throws IOException {
        String known = Long.toString(WORLD.images().get(7).id());

        assertThat(ids(sandbox.read(SandboxStore.query("images", "\"id\" IN ('" + noId + "', '" + known + "')"))))
                .containsExactly(known);
        assertThat(sandbox.takeRequests()).hasSize(1);
        for (String typeName : List.of("images", "sequences", "organizations")) {
            assertThat(sandbox.read(SandboxStore.query(typeName, "\"id\" = '" + noId + "'")))
                    .isEmpty();
        }
        assertThat(sandbox.takeRequests()).isEmpty();
    }

    @Test
    void anIdOfSomethingElseIsNamed() {
        String point = Long.toString(WORLD.points().get(0).id());
        String image = Long.toString(WORLD.images().get(7).id());

        assertThatIOException()
                .isThrownBy(() -> sandbox.read(
                        SandboxStore.query("image_entities", "\"id\" IN ('" + point + "', '" + image + "')")))
                .withMessageContaining("to " + point + "?fields");
    }

    @Test
    void onlyTheFieldsThatTheQueryNeedsAreAskedFor() throws IOException {
        Query query = byIds("image_entities", WORLD.images().stream().limit(1).map(SandboxImage::id));
        query.setPropertyNames("make", "mesh_url");

        sandbox.read(query);

        assertThat(sandbox.takeRequests()).singleElement().asString().contains("fields=geometry%2Cid%2Cmake%2Cmesh");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "; fields=id",
                " AND height > 1; fields=height%2Cid",
                " AND BBOX(geometry, -180, -85, 180, 85); fields=geometry%2Cid"
            })
    void aCountAsksForTheIdAndWhatTheFilterNeeds(String condition, String fields) throws IOException {
        String cql = "\"id\" = '" + WORLD.images().get(7).id() + "'" + (condition == null ? "" : condition);

        assertThat(sandbox.store()
                        .getFeatureSource("image_entities")
                        .getCount(SandboxStore.query("image_entities", cql)))
                .isEqualTo(1);
        assertThat(sandbox.takeRequests()).singleElement().asString().contains(fields + "&");
    }

    @Test
    void entitiesTellMoreThanTiles() throws IOException {
        SandboxImage image = WORLD.images().stream()
                .filter(candidate -> candidate.computedPosition() != null)
                .findFirst()
                .orElseThrow();

        SimpleFeature feature =
                sandbox.read(byIds("image_entities", Stream.of(image.id()))).get(0);

        assertThat(feature.getAttribute("creator_username"))
                .isEqualTo(WORLD.creator(image.creatorId()).orElseThrow().username());
        assertThat((Integer) feature.getAttribute("width")).isPositive();
        assertThat(((Point) feature.getAttribute("geometry")).getX())
                .isEqualTo(image.position().lon(), org.assertj.core.data.Offset.offset(1e-9));
        assertThat(((Point) feature.getAttribute("computed_geometry")).getX())
                .isEqualTo(image.computedPosition().lon(), org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void pointsAndTrafficSignsAreFoundByIdUnderTheirOwnTypeOnly() throws IOException {
        List<SandboxMapFeature> signs = sample(WORLD.trafficSigns(), 60);
        Stream<Long> mixed = Stream.concat(signs.stream(), sample(WORLD.points(), 40).stream())
                .map(SandboxMapFeature::id);

        List<SimpleFeature> found = sandbox.read(byIds("traffic_signs", mixed));

        assertThat(ids(found))
                .containsExactlyInAnyOrderElementsOf(
                        signs.stream().map(sign -> Long.toString(sign.id())).toList());
        SandboxMapFeature first = signs.get(0);
        SimpleFeature entity = sandbox.read(byIds("map_feature_entities", Stream.of(first.id())))
                .get(0);
        assertThat(entity.getAttribute("object_value")).isEqualTo(first.value());
        assertThat(String.valueOf(entity.getAttribute("image_ids")).split(","))
                .containsExactlyInAnyOrderElementsOf(
                        first.imageIds().stream().map(String::valueOf).toList());
    }

    @Test
    void organizationsAreFoundByIdAndAnythingElseIsRefused() throws IOException {
        SandboxOrganization organization = WORLD.organizations().get(0);

        SimpleFeature feature = sandbox.read(byIds("organizations", Stream.of(organization.id())))
                .get(0);

        assertThat(feature.getAttribute("slug")).isEqualTo(organization.slug());
        assertThat(feature.getDefaultGeometry()).isNull();
        assertThatIOException()
                .isThrownBy(() -> sandbox.read(SandboxStore.query("organizations", "name = 'X'")))
                .withMessageContaining("is unbounded: name ids");
    }

    @Test
    void theImagesOfASequenceComeInCaptureOrder() throws IOException {
        SandboxSequence sequence = longest();

        List<SimpleFeature> features =
                sandbox.read(SandboxStore.query("images", "sequence_id = '" + sequence.id() + "'"));

        assertThat(ids(features))
                .isEqualTo(sequence.images().stream()
                        .map(image -> Long.toString(image.id()))
                        .toList());
        int batches = (sequence.images().size() + 49) / 50;
        assertThat(sandbox.takeRequests())
                .hasSize(1 + batches)
                .first()
                .asString()
                .startsWith("/image_ids?sequence_id=");
    }

    @Test
    void aSequenceByItsIdIsTheWholeLineThroughItsImages() throws IOException {
        SandboxSequence sequence = longest();

        SimpleFeature feature = sandbox.read(SandboxStore.query("sequences", "\"id\" = '" + sequence.id() + "'"))
                .get(0);

        assertThat(feature.getID()).isEqualTo("sequences." + sequence.id());
        assertThat(((Geometry) feature.getDefaultGeometry()).getNumPoints())
                .isEqualTo(sequence.images().size());
        assertThat(feature.getAttribute("image_id"))
                .isEqualTo(Long.toString(sequence.firstImage().id()));
        assertThat(feature.getAttribute("creator_id")).isEqualTo(Long.toString(sequence.creatorId()));
    }

    @Test
    void theRestOfTheFilterHoldsForWhatIsLookedUp() throws IOException {
        SandboxSequence sequence = longest();
        String where = "sequence_id = '" + sequence.id() + "'";

        assertThat(sandbox.read(SandboxStore.query("images", where + " AND is_pano = " + !sequence.pano())))
                .isEmpty();
        assertThat(sandbox.count(SandboxStore.query("images", where + " AND compass_angle >= 180")))
                .isEqualTo((int) sequence.images().stream()
                        .filter(image -> image.compassAngle() != null && image.compassAngle() >= 180)
                        .count());
    }

    @Test
    void withABoundASequencesImagesAreReadFromTiles() throws IOException {
        SandboxSequence sequence = longest();

        sandbox.read(SandboxStore.query(
                "images", "sequence_id = '" + sequence.id() + "' AND BBOX(geometry, 12.98, 55.59, 12.99, 55.6)"));

        assertThat(sandbox.takeRequests()).isNotEmpty().allMatch(request -> request.startsWith("/maps/vtp/"));
    }

    @Test
    void pagesAndLimitsApplyToLookUps() throws IOException {
        List<SandboxImage> images = sample(WORLD.images(), 130);
        Query query = byIds("images", images.stream().map(SandboxImage::id));
        List<String> all = ids(sandbox.read(query));
        List<String> pages = new ArrayList<>();
        for (int start = 0; start < 130; start += 40) {
            Query page = new Query(query);
            page.setStartIndex(start);
            page.setMaxFeatures(40);
            pages.addAll(ids(sandbox.read(page)));
        }
        assertThat(pages).isEqualTo(all);
        sandbox.takeRequests();
        Query one = new Query(query);
        one.setMaxFeatures(1);
        assertThat(sandbox.read(one)).hasSize(1);
        assertThat(sandbox.sent()).isEqualTo(1);
    }

    @Test
    void explainAnnouncesTheRequestsOfALookUp() throws IOException {
        Query query = byIds("images", sample(WORLD.images(), 70).stream().map(SandboxImage::id));

        QueryExplanation explanation = sandbox.store().explain(query);

        assertThat(explanation.plan()).isEqualTo("ids");
        assertThat(explanation.requests()).hasSize(2);
        assertThat(sandbox.sent()).isZero();
        sandbox.read(query);
        assertThat(sandbox.takeRequests()).hasSize(2);
    }

    @Test
    void tooManyRequestsAreRefusedWithTheirNumber() throws IOException {
        try (SandboxStore strict = SandboxStore.open(Map.of("max_graph_requests", 2))) {
            assertThatIOException()
                    .isThrownBy(() -> strict.read(
                            byIds("images", sample(WORLD.images(), 101).stream().map(SandboxImage::id))))
                    .withMessageContaining("needs 3 requests")
                    .withMessageContaining("max_graph_requests=2");
            assertThatIOException()
                    .isThrownBy(() -> strict.read(SandboxStore.query(
                            "images", "sequence_id = '" + longest().id() + "'")))
                    .withMessageContaining("max_graph_requests=2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "images; sequence_id IN (SEQUENCES); 8; 0",
                "sequences; \"id\" IN (SEQUENCES); 8; 0",
                "detections; sequence_id IN (SEQUENCES); 8; 0",
                "detections; image_id IN (IMAGES); 120; 0",
                "image_entities; \"id\" IN (IMAGES) OR sequence_id IN (ONE); 4; 0",
                "image_entities; \"id\" IN (IMAGES) OR \"id\" = 'unknown'; more than 3; 3",
                "detections; sequence_id IN (ONE); more than 3; 3"
            })
    void noPlanMakesMoreRequestsThanAllowed(String typeName, String cql, String needed, int made) throws IOException {
        List<String> sequences =
                WORLD.sequences().stream().map(SandboxSequence::id).toList();
        List<String> images =
                WORLD.images().stream().map(image -> Long.toString(image.id())).toList();
        Query query = SandboxStore.query(
                typeName,
                cql.replace("SEQUENCES", quoted(sequences.subList(0, 8)))
                        .replace("IMAGES", quoted(images.subList(0, 120)))
                        .replace("ONE", quoted(List.of(longest().id()))));
        try (SandboxStore strict = SandboxStore.open(Map.of("max_graph_requests", 3))) {
            assertThatIOException()
                    .isThrownBy(() -> strict.read(query))
                    .withMessageContaining("needs " + needed + " requests")
                    .withMessageContaining("max_graph_requests=3");
            assertThat(strict.takeRequests()).hasSizeLessThanOrEqualTo(made);
        }
    }

    private static String quoted(List<String> texts) {
        return "'" + String.join("', '", texts) + "'";
    }

    @Test
    void aRefusedTokenIsNeverTakenForAbsence() throws IOException {
        Map<String, Object> wrong = new java.util.HashMap<>(
                SandboxStore.parametersFor(sandbox.sandbox().url()));
        wrong.put("access_token", "MLY|1|2");
        MapillaryDataStore store = SandboxStore.find(wrong);
        try {
            assertThatIOException()
                    .isThrownBy(() -> SandboxStore.read(store, SandboxStore.query("images", "\"id\" IN ('1', 'x')")))
                    .withMessageContaining("access_token");
        } finally {
            store.dispose();
        }
    }

    private static SandboxSequence longest() {
        return WORLD.sequences().stream()
                .filter(sequence -> sequence.images().stream().allMatch(image -> image.capturedAt() > 0))
                .reduce((a, b) -> a.images().size() >= b.images().size() ? a : b)
                .orElseThrow();
    }

    private static <T> List<T> sample(List<T> all, int size) {
        List<T> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(7));
        return shuffled.subList(0, size);
    }

    private static Query byIds(String typeName, Stream<Long> ids) {
        String list = ids.map(id -> "'" + id + "'").collect(Collectors.joining(", "));
        return SandboxStore.query(typeName, "\"id\" IN (" + list + ")");
    }

    private static List<String> ids(List<SimpleFeature> features) {
        return features.stream()
                .map(feature -> (String) feature.getAttribute("id"))
                .toList();
    }
}
