package io.github.gtmapillary.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.gtmapillary.QueryExplanation;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.oracle.CqlFilter;
import io.github.gtmapillary.oracle.CqlText;
import io.github.gtmapillary.oracle.PlaceTerms;
import io.github.gtmapillary.oracle.TrueFeature;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.factory.CommonFactoryFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters whose branches start from different things, against brute force. */
class UnionTest {
    private static final SandboxWorld WORLD = SandboxWorld.standard();
    private static final double[] MALMO = {12.987, 55.600};

    @RegisterExtension
    private static final SandboxStore sandbox = SandboxStore.open(Map.of());

    /** Requests of readers that end early may arrive late, so they are left out of the comparison. */
    @RegisterExtension
    private static final SandboxStore paged = SandboxStore.open(Map.of());

    @ParameterizedTest
    @ValueSource(strings = {"images", "points", "traffic_signs"})
    void idsOrAPlaceGiveWhatEitherGives(String typeName) throws IOException {
        List<TrueFeature> all = TrueFeature.all(typeName, WORLD, Positions.ORIGINAL);
        Random random = new Random(17 + typeName.length());
        for (int i = 0; i < 6; i++) {
            Set<String> ids = someIds(all, random, 1 + random.nextInt(70));
            CqlFilter place = PlaceTerms.near(MALMO).draw(random);
            String cql = "(" + CqlText.in("id", ids) + ") OR (" + place.cql() + ")";
            Set<String> expected = all.stream()
                    .filter(feature ->
                            ids.contains(feature.get("id")) || place.accepts().test(feature))
                    .map(TrueFeature::fid)
                    .collect(Collectors.toCollection(TreeSet::new));
            Query query = SandboxStore.query(typeName, cql);
            sandbox.takeRequests();

            assertThat(fids(sandbox.read(query))).as(cql).containsExactlyInAnyOrderElementsOf(expected);

            assertThat(sandbox.takeRequests())
                    .as("what was asked is what was explained")
                    .hasSize(sandbox.store().explain(query).requests().size())
                    .doesNotHaveDuplicates();
            assertThat(sandbox.count(query)).isEqualTo(expected.size());
            assertPagesAddUp(query, expected);
        }
    }

    private static void assertPagesAddUp(Query query, Set<String> expected) throws IOException {
        Query sorted = new Query(query);
        sorted.setSortBy(CommonFactoryFinder.getFilterFactory().sort("id", SortOrder.ASCENDING));
        List<String> inOrder = fids(sandbox.read(sorted));
        assertThat(inOrder).containsExactlyInAnyOrderElementsOf(expected).isSorted();
        Query natural = new Query(query);
        natural.setSortBy(SortBy.NATURAL_ORDER);
        List<String> pages = new ArrayList<>();
        int size = Math.max(1, expected.size() / 3);
        for (int from = 0; from < expected.size(); from += size) {
            natural.setStartIndex(from);
            natural.setMaxFeatures(size);
            pages.addAll(fids(paged.read(natural)));
        }
        assertThat(pages).containsExactlyInAnyOrderElementsOf(expected);
        sorted.setStartIndex(1);
        sorted.setMaxFeatures(2);
        assertThat(fids(paged.read(sorted)))
                .isEqualTo(inOrder.subList(Math.min(1, inOrder.size()), Math.min(3, inOrder.size())));
    }

    @Test
    void idsOrSequencesOrAPlaceOfEntities() throws IOException {
        List<SandboxImage> images = new ArrayList<>(WORLD.images());
        Collections.shuffle(images, new Random(3));
        Set<String> ids = images.stream()
                .limit(5)
                .map(image -> String.valueOf(image.id()))
                .collect(Collectors.toSet());
        Set<String> sequences =
                images.stream().skip(5).limit(2).map(SandboxImage::sequenceId).collect(Collectors.toSet());
        String cql = CqlText.in("id", ids) + " OR " + CqlText.in("sequence_id", sequences)
                + " OR BBOX(geometry, 12.98, 55.598, 12.982, 55.599)";
        List<String> expected = WORLD.images().stream()
                .filter(image -> ids.contains(String.valueOf(image.id()))
                        || sequences.contains(image.sequenceId())
                        || (image.position().lon() >= 12.98
                                && image.position().lon() <= 12.982
                                && image.position().lat() >= 55.598
                                && image.position().lat() <= 55.599))
                .map(image -> String.valueOf(image.id()))
                .toList();

        assertThat(sandbox.ids(SandboxStore.query("image_entities", cql)))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(sandbox.store()
                        .explain(SandboxStore.query("image_entities", cql))
                        .plan())
                .isEqualTo("ids + sequences + ids from tiles");
    }

    @Test
    void branchesThatNothingCanFulfilAreNoPartOfThePlan() throws IOException {
        String id = String.valueOf(WORLD.images().get(0).id());
        String never = "sequence_id IN ('no id!') OR BBOX(geometry, 12, 88, 13, 89)";
        Query query = SandboxStore.query("image_entities", "\"id\" = '" + id + "' OR " + never);

        QueryExplanation explanation = sandbox.store().explain(query);

        assertThat(explanation.plan()).isEqualTo("ids");
        assertThat(explanation.whileDecoding()).isEqualTo("ids: nothing");
        assertThat(sandbox.ids(query)).containsExactly(id);
        assertThat(sandbox.takeRequests()).hasSize(1);
        assertThat(sandbox.store()
                        .explain(SandboxStore.query("image_entities", never))
                        .plan())
                .isEqualTo("nothing");
    }

    @Test
    void aWholeSequenceOrWhatLiesInAPlace() throws IOException {
        String far = WORLD.sequences().stream()
                .filter(sequence -> sequence.firstImage().position().lat() > 60
                        && sequence.images().size() > 2)
                .findFirst()
                .orElseThrow()
                .id();
        String cql = "\"id\" = '" + far + "' OR BBOX(geometry, 12.975, 55.598, 12.985, 55.602)";

        List<String> found = sandbox.ids(SandboxStore.query("sequences", cql));

        assertThat(found).contains(far).hasSizeGreaterThan(3).doesNotHaveDuplicates();
        assertThat(found)
                .containsAll(
                        sandbox.ids(SandboxStore.query("sequences", "BBOX(geometry, 12.98, 55.598, 12.982, 55.599)")));
    }

    @Test
    void aDetectionThatOneBranchMissesIsNotLostToTheOther() throws IOException {
        SandboxDetection of = WORLD.detections().stream()
                .filter(detection -> detection.mapFeatureId() != null)
                .findFirst()
                .orElseThrow();
        List<String> expected = Stream.concat(
                        WORLD.detectionsOfMapFeature(of.mapFeatureId()).stream(),
                        WORLD.detectionsOfImage(of.imageId()).stream()
                                .filter(detection -> detection.value().equals("nothing like it")))
                .map(detection -> String.valueOf(detection.id()))
                .toList();

        assertThat(sandbox.ids(SandboxStore.query(
                        "detections",
                        "(image_id = '" + of.imageId() + "' AND value = 'nothing like it') OR map_feature_id = '"
                                + of.mapFeatureId() + "'")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void detectionsOfAMapFeatureOrOfASequence() throws IOException {
        SandboxDetection of = WORLD.detections().stream()
                .filter(detection -> detection.mapFeatureId() != null)
                .findFirst()
                .orElseThrow();
        SandboxImage image = WORLD.images().stream()
                .filter(candidate -> !WORLD.detectionsOfImage(candidate.id()).isEmpty())
                .findFirst()
                .orElseThrow();
        Set<String> expected = Stream.concat(
                        WORLD.detectionsOfMapFeature(of.mapFeatureId()).stream(),
                        WORLD.sequence(image.sequenceId()).orElseThrow().images().stream()
                                .flatMap(each -> WORLD.detectionsOfImage(each.id()).stream()))
                .map(detection -> String.valueOf(detection.id()))
                .collect(Collectors.toSet());

        assertThat(sandbox.ids(SandboxStore.query(
                        "detections",
                        "map_feature_id = '" + of.mapFeatureId() + "' OR sequence_id = '" + image.sequenceId() + "'")))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void whereOnePlaceAnswersAllBranchesItsTilesAreEnough() throws IOException {
        String id = String.valueOf(WORLD.images().get(0).id());
        String cql = "BBOX(geometry, 12.98, 55.598, 12.982, 55.599) AND (\"id\" = '" + id + "' OR is_pano = true)";

        sandbox.read(SandboxStore.query("images", cql));

        assertThat(sandbox.takeRequests()).hasSize(1).allMatch(request -> request.contains("/14/"));
    }

    @Test
    void manyIdsInASmallPlaceAreLookedForInItsTiles() throws IOException {
        List<TrueFeature> all = TrueFeature.all("images", WORLD, Positions.ORIGINAL);
        Set<String> ids = someIds(all, new Random(1), 400);
        String box = "BBOX(geometry, 12.98, 55.598, 12.982, 55.599)";

        sandbox.read(SandboxStore.query("images", box + " AND " + CqlText.in("id", ids)));

        assertThat(sandbox.takeRequests()).hasSize(1).allMatch(request -> request.contains("/14/"));
    }

    @Test
    void aBranchThatNothingBoundsIsNamed() {
        assertThatIOException()
                .isThrownBy(() -> sandbox.read(SandboxStore.query("images", "\"id\" = '1' OR is_pano = true")))
                .withMessageContaining("to every branch of the filter");
        assertThat(sandbox.sent()).isZero();
    }

    @Test
    void whatTilesAloneTellIsNotAskedOfEntities() throws IOException {
        SandboxImage image = WORLD.images().stream()
                .filter(candidate -> Boolean.TRUE.equals(candidate.foot()))
                .findFirst()
                .orElseThrow();
        double lon = image.position().lon();
        double lat = image.position().lat();
        String cql = "\"id\" = '" + image.id() + "' AND on_foot = true";

        assertThat(sandbox.ids(SandboxStore.query(
                        "images",
                        cql
                                + " AND BBOX(geometry, %s, %s, %s, %s)"
                                        .formatted(lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4))))
                .containsExactly(String.valueOf(image.id()));
        assertThatIOException()
                .as("no entity says it, and no tile is known")
                .isThrownBy(() -> sandbox.read(SandboxStore.query("images", cql)))
                .withMessageContaining("is unbounded: add a condition");
    }

    @ParameterizedTest
    @ValueSource(strings = {"on_foot = true", "quality_score > 0"})
    void whatOnlyTilesTellOfASequenceNeedsAPlace(String condition) {
        String cql = "\"id\" = '" + WORLD.sequences().get(0).id() + "' AND " + condition;

        assertThatIOException()
                .isThrownBy(() -> sandbox.read(SandboxStore.query("sequences", cql)))
                .withMessageContaining("is unbounded: add a condition");
        assertThat(sandbox.sent()).isZero();
    }

    private static Set<String> someIds(List<TrueFeature> all, Random random, int number) {
        return random.ints(number, 0, all.size())
                .mapToObj(i -> String.valueOf(all.get(i).get("id")))
                .collect(Collectors.toSet());
    }

    private static List<String> fids(List<SimpleFeature> features) {
        return features.stream().map(SimpleFeature::getID).toList();
    }
}
