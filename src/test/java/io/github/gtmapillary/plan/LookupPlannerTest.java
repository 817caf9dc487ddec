package io.github.gtmapillary.plan;

import static io.github.gtmapillary.plan.PlanningQueries.joined;
import static io.github.gtmapillary.plan.PlanningQueries.query;
import static io.github.gtmapillary.plan.PlanningQueries.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One filter in, the requests that look its features up out. */
class LookupPlannerTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final TypeSchema IMAGE_ENTITIES = MapillaryTypes.IMAGE_ENTITIES;
    private static final TypeSchema DETECTIONS = MapillaryTypes.DETECTIONS;

    private final LookupPlanner planner = new LookupPlanner(settings(EntitySearch.TILES, 10, 10));

    @Test
    void idsAreAskedForOnceAndInOrder() throws IOException {
        assertThat(byId(IMAGES, "\"id\" IN ('3', '1', '2', '1')")).containsExactly("?fields=id&ids=1,2,3");
    }

    @Test
    void idsAreAskedForFiftyAtATime() throws IOException {
        StringBuilder ids = new StringBuilder("'1'");
        for (int i = 2; i <= 101; i++) {
            ids.append(",'").append(i).append('\'');
        }

        assertThat(byId(IMAGES, "\"id\" IN (" + ids + ")")).hasSize(3);
    }

    @Test
    void anIdThatWouldLeadElsewhereIsNotAskedFor() throws IOException {
        assertThat(byId(IMAGES, "\"id\" IN ('1', '../me', '2,3', '')")).containsExactly("?fields=id&ids=1");
    }

    @Test
    void impossibleIdsAloneAskForNothing() throws IOException {
        assertThat(planById(IMAGES, "\"id\" = 'a b'").orElseThrow().isNothing()).isTrue();
    }

    @Test
    void aFilterWithoutIdsLooksNothingUpById() throws IOException {
        assertThat(planById(IMAGES, "is_pano = true")).isEmpty();
    }

    @Test
    void aFilterOnAnAttributeThatOnlyTilesHaveLooksNothingUpById() throws IOException {
        assertThat(planById(IMAGES, "\"id\" = '1' AND on_foot = true")).isEmpty();
    }

    @Test
    void theOverviewCannotBeLookedUpById() throws IOException {
        assertThat(planById(MapillaryTypes.OVERVIEW, "\"id\" = '1'")).isEmpty();
    }

    @Test
    void aSequenceIsLookedUpByTheListOfItsImages() throws IOException {
        assertThat(byId(MapillaryTypes.SEQUENCES, "\"id\" = 'abc'")).containsExactly("image_ids?sequence_id=abc");
    }

    @Test
    void theImagesOfASequenceAreAskedForWithWhatMakesALine() throws IOException {
        SequenceLookup lookup = (SequenceLookup)
                planById(MapillaryTypes.SEQUENCES, "\"id\" = 'abc'").orElseThrow();

        assertThat(lookup.fields()).isEqualTo("captured_at,geometry,id,sequence");
    }

    @Test
    void aPointIsAskedForWithTheClassThatTellsItFromASign() throws IOException {
        assertThat(byId(MapillaryTypes.POINTS, "\"id\" = '1'")).containsExactly("?fields=id,object_value&ids=1");
    }

    @Test
    void aDetectionWhoseMapFeatureIsAskedForIsNotLookedUpByIdSinceItsAnswerWouldNotSay() throws IOException {
        assertThat(planById(DETECTIONS, "\"id\" = '1' AND map_feature_id = '2'"))
                .isEmpty();
    }

    @Test
    void imagesAreLookedUpBySequence() throws IOException {
        assertThat(paths(planner.bySequence(
                        query(IMAGES, "sequence_id IN ('b', 'a')"),
                        joined(query(IMAGES, "sequence_id IN ('b', 'a')")).condition())))
                .containsExactly("image_ids?sequence_id=a", "image_ids?sequence_id=b");
    }

    @Test
    void detectionsAreNotLookedUpBySequenceAsImagesAre() throws IOException {
        PlanningQuery query = query(DETECTIONS, "sequence_id = 'a'");

        assertThat(planner.bySequence(query, joined(query).condition())).isEmpty();
    }

    @Test
    void detectionsAreListedByTheirImages() throws IOException {
        assertThat(byOwner("image_id IN ('8', '7')"))
                .containsExactly("7/detections?fields=id", "8/detections?fields=id");
    }

    @Test
    void theMapFeatureOfADetectionGoesBeforeItsImage() throws IOException {
        assertThat(byOwner("image_id = '7' AND map_feature_id = '9'")).containsExactly("9/detections?fields=id");
    }

    @Test
    void theDetectionsOfASequenceAreListedImageByImage() throws IOException {
        assertThat(byOwner("image_id = '7' AND sequence_id = 'abc'")).containsExactly("image_ids?sequence_id=abc");
    }

    @Test
    void aMapFeatureAndASequenceCannotBothBeAskedFor() {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> byOwner("map_feature_id = '9' AND sequence_id = 'abc'"))
                .withMessage("detections can be asked by map feature or by sequence, not by both:"
                        + " leave map_feature_id or sequence_id out of the filter");
    }

    @Test
    void typesWithoutOwnersAreNotListedByThem() throws IOException {
        PlanningQuery query = query(IMAGES, "sequence_id = 'abc'");

        assertThat(planner.byOwner(query, joined(query).condition())).isEmpty();
    }

    @Test
    void theImagesOfUsersAreSearchedWithWhatElseTheFilterImplies() throws IOException {
        assertThat(byUser("creator_username IN ('b', 'a') AND organization_id = '5'"))
                .containsExactly(
                        "images?creator_username=a&fields=id&limit=1000&organization_id=5",
                        "images?creator_username=b&fields=id&limit=1000&organization_id=5");
    }

    @Test
    void aUserWithoutANameAsksForNothing() throws IOException {
        PlanningQuery query = query(IMAGE_ENTITIES, "creator_username = ' '");

        assertThat(planner.byUser(query, joined(query).condition())
                        .orElseThrow()
                        .isNothing())
                .isTrue();
    }

    private Optional<RequestPlan> planById(TypeSchema schema, String ecql) throws IOException {
        PlanningQuery query = query(schema, ecql);
        return planner.byId(query, joined(query).condition());
    }

    private List<String> byId(TypeSchema schema, String ecql) throws IOException {
        return paths(planById(schema, ecql));
    }

    private List<String> byOwner(String ecql) throws IOException {
        PlanningQuery query = query(DETECTIONS, ecql);
        return paths(planner.byOwner(query, joined(query).condition()));
    }

    private List<String> byUser(String ecql) throws IOException {
        PlanningQuery query = query(IMAGE_ENTITIES, ecql);
        return paths(planner.byUser(query, joined(query).condition()));
    }

    private static List<String> paths(Optional<RequestPlan> plan) {
        return plan.orElseThrow().requestPaths();
    }
}
