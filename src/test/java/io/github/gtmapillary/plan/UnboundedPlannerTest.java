package io.github.gtmapillary.plan;

import static io.github.gtmapillary.plan.PlanningQueries.joined;
import static io.github.gtmapillary.plan.PlanningQueries.limited;
import static io.github.gtmapillary.plan.PlanningQueries.query;
import static io.github.gtmapillary.plan.PlanningQueries.settings;
import static io.github.gtmapillary.plan.PlanningQueries.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.plan.OverviewGuidedScan.Shortfall;
import io.github.gtmapillary.schema.MadeUpTypes;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One query that nothing bounds in, the requests that still answer it out. */
class UnboundedPlannerTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final TypeSchema IMAGE_ENTITIES = MapillaryTypes.IMAGE_ENTITIES;
    private static final String SCANIA = "BBOX(geometry, 12.4, 55.3, 14.6, 56.5)";

    private static final int MAX_TILES = 500;
    private static final PlanSettings SETTINGS = settings(EntitySearch.TILES, MAX_TILES, 10);

    private final UnboundedPlanner planner =
            new UnboundedPlanner(SETTINGS, new PlacePlanner(SETTINGS, TileCover::of), TileCover::of);

    @Test
    void allFeaturesAreNotLookedForInTheWholeWorld() throws IOException {
        assertThat(plan(query(IMAGES, "is_pano = true"))).isEmpty();
    }

    @Test
    void aThousandFeaturesAreLookedFor() throws IOException {
        assertThat(plan(limited(query(IMAGES, "is_pano = true"), 1000))).isPresent();
    }

    @Test
    void moreThanAThousandFeaturesAreNotLookedFor() throws IOException {
        assertThat(plan(limited(query(IMAGES, "is_pano = true"), 1001))).isEmpty();
    }

    @Test
    void theSearchBeginsWithTheOverviewOfTheWorld() throws IOException {
        assertThat(plan(limited(query(IMAGES, "is_pano = true"), 5))
                        .orElseThrow()
                        .requestPaths())
                .containsExactly("maps/vtp/mly1_public/2/0/0/0");
    }

    @Test
    void aSearchThatFindsTooFewFails() throws IOException {
        assertThat(scan(limited(query(IMAGES, "is_pano = true"), 5)).shortfall())
                .isEqualTo(Shortfall.FAIL);
    }

    @Test
    void aFilterOnTheCourseOfLinesNeedsThemWhole() throws IOException {
        assertThat(scan(limited(query(MapillaryTypes.SEQUENCES, "geomLength(geometry) > 1"), 5))
                        .wholeLines())
                .isTrue();
    }

    @Test
    void aFilterOnTheAttributesOfLinesNeedsNoneWhole() throws IOException {
        assertThat(scan(limited(query(MapillaryTypes.SEQUENCES, "is_pano = true"), 5))
                        .wholeLines())
                .isFalse();
    }

    @Test
    void bothSetsOfTilesShareTheTilesOfMapFeatures() throws IOException {
        EntityScan plan = (EntityScan) plan(limited(query(MapillaryTypes.MAP_FEATURE_ENTITIES, "object_type = 'a'"), 5))
                .orElseThrow();

        assertThat(plan.scans()).extracting(RequestPlan::mostTiles).containsExactly(250L, 250L);
    }

    @Test
    void onlyTheLastSetOfTilesFailsWhenTooFewAreFound() throws IOException {
        EntityScan plan = (EntityScan) plan(limited(query(MapillaryTypes.MAP_FEATURE_ENTITIES, "object_type = 'a'"), 5))
                .orElseThrow();

        assertThat(plan.scans())
                .extracting(scan -> ((OverviewGuidedScan) scan).shortfall())
                .containsExactly(Shortfall.GO_ON, Shortfall.FAIL);
    }

    @Test
    void typesWithoutTilesAreNotLookedFor() throws IOException {
        assertThat(plan(limited(query(MapillaryTypes.DETECTIONS, "value = 'a'"), 5)))
                .isEmpty();
        assertThat(plan(limited(query(MapillaryTypes.ORGANIZATIONS, "slug = 'a'"), 5)))
                .isEmpty();
    }

    /** The overview leads to tiles of zoom 14, which do not hold every type. */
    @Test
    void typesOfOtherTilesThanTheOverviewLeadsToAreNotLookedFor() throws IOException {
        assertThat(plan(limited(query(MadeUpTypes.FERRIES, "name = 'a'"), 5))).isEmpty();
    }

    @Test
    void whetherThereIsAnythingOfATimeTakesAHundredTiles() throws IOException {
        assertThat(scan(ofTime("captured_at > '2020-01-01T00:00:00Z'")).maxTiles())
                .isEqualTo(100);
    }

    @Test
    void whetherThereIsAnythingBeforeMapillaryTakesEightTiles() throws IOException {
        assertThat(scan(ofTime("captured_at < '1999-01-01T00:00:00Z'")).maxTiles())
                .isEqualTo(8);
    }

    @Test
    void nothingOfATimeIsAnAnswer() throws IOException {
        assertThat(scan(ofTime("captured_at > '2020-01-01T00:00:00Z'")).shortfall())
                .isEqualTo(Shortfall.ACCEPT);
    }

    @Test
    void theSampleAnswersAboutTimesIfItHasWhatTheFilterTests() throws IOException {
        assertThat(scan(ofTime("captured_at > '2020-01-01T00:00:00Z' AND is_pano = true"))
                        .shown())
                .isPresent();
    }

    @Test
    void theSampleIsNotAskedForAttributesThatItLacks() throws IOException {
        assertThat(scan(ofTime("captured_at > '2020-01-01T00:00:00Z' AND compass_angle > 5"))
                        .shown())
                .isEmpty();
    }

    @Test
    void theTimesOfEntitiesComeFromTheSampleBeforeTheirIds() throws IOException {
        PlanningQuery query =
                wanting(limited(query(IMAGE_ENTITIES, "captured_at > '2020-01-01T00:00:00Z'"), 1), "captured_at");

        assertThat(((Union) plan(query).orElseThrow()).parts())
                .extracting(RequestPlan::kind)
                .containsExactly("tiles", "ids from tiles");
    }

    @Test
    void aFewFeaturesOfALargeAreaAreLookedForInTheOverviewsOfItsParts() throws IOException {
        assertThat(within(limited(query(IMAGES, SCANIA), 5)).orElseThrow().requestPaths())
                .containsExactly("maps/vtp/mly1_public/2/5/17/9", "maps/vtp/mly1_public/2/5/17/10");
    }

    @Test
    void allFeaturesOfALargeAreaAreNotLookedFor() throws IOException {
        assertThat(within(query(IMAGES, SCANIA))).isEmpty();
    }

    @Test
    void theWholeWorldIsNoArea() throws IOException {
        assertThat(within(limited(query(IMAGES, "is_pano = true"), 5))).isEmpty();
    }

    private static PlanningQuery ofTime(String ecql) throws IOException {
        return wanting(limited(query(IMAGES, ecql), 1), "captured_at");
    }

    private Optional<RequestPlan> plan(PlanningQuery query) {
        return planner.plan(query, Positions.ORIGINAL, joined(query));
    }

    private OverviewGuidedScan scan(PlanningQuery query) {
        return (OverviewGuidedScan) plan(query).orElseThrow();
    }

    private Optional<RequestPlan> within(PlanningQuery query) {
        return planner.planWithin(query, Positions.ORIGINAL, joined(query));
    }
}
