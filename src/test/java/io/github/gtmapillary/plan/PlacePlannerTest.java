package io.github.gtmapillary.plan;

import static io.github.gtmapillary.plan.PlanningQueries.BOX;
import static io.github.gtmapillary.plan.PlanningQueries.drawn;
import static io.github.gtmapillary.plan.PlanningQueries.joined;
import static io.github.gtmapillary.plan.PlanningQueries.query;
import static io.github.gtmapillary.plan.PlanningQueries.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One filter that says where in, the requests for that place out. */
class PlacePlannerTest {
    private static final TypeSchema IMAGES = MapillaryTypes.IMAGES;
    private static final TypeSchema IMAGE_ENTITIES = MapillaryTypes.IMAGE_ENTITIES;

    private static final PlanSettings FROM_TILES = settings(EntitySearch.TILES, 10, 10);
    private static final PlanSettings FROM_SEARCH = settings(EntitySearch.GRAPH, 10, 10);

    @Test
    void featuresInTilesAreReadFromTheTilesOfTheirPlace() throws IOException {
        assertThat(plan(FROM_TILES, IMAGES, BOX).requestPaths()).containsExactly("maps/vtp/mly1_public/2/14/8789/5122");
    }

    @Test
    void aPlaceOutsideOfTheMappedWorldAsksForNothing() throws IOException {
        assertThat(plan(FROM_TILES, IMAGES, "BBOX(geometry, 1, 86, 3, 88)").isNothing())
                .isTrue();
    }

    @Test
    void aFilterWithoutAPlaceHasNoPlan() throws IOException {
        assertThat(planned(FROM_TILES, Positions.ORIGINAL, query(IMAGES, "is_pano = true")))
                .isEmpty();
    }

    @Test
    void linesAreFollowedWhereSequencesHaveToBeWhole() throws IOException {
        PlanSettings whole = new PlanSettings(Positions.ORIGINAL, EntitySearch.TILES, true, 10, new RequestLimit(10));

        TileScan scan = (TileScan) plan(whole, MapillaryTypes.SEQUENCES, BOX);

        assertThat(scan.following()).map(Following::maxTiles).contains(10);
    }

    @Test
    void pointsAreNotFollowedWhereSequencesHaveToBeWhole() throws IOException {
        PlanSettings whole = new PlanSettings(Positions.ORIGINAL, EntitySearch.TILES, true, 10, new RequestLimit(10));

        assertThat(((TileScan) plan(whole, IMAGES, BOX)).following()).isEmpty();
    }

    @Test
    void aMapOfATypeWithoutASampleIsReadFromAllTiles() throws IOException {
        TileScan scan = (TileScan) planned(FROM_TILES, Positions.ORIGINAL, drawn(query(MapillaryTypes.POINTS, BOX), 3))
                .orElseThrow();

        assertThat(scan.zoom()).isEqualTo(14);
    }

    @Test
    void aMapThatShowsTheSampleIsNotComplete() throws IOException {
        assertThat(planned(FROM_TILES, Positions.ORIGINAL, drawn(query(IMAGES, BOX), 3))
                        .orElseThrow()
                        .isComplete())
                .isFalse();
    }

    @Test
    void theOverviewIsCompleteAsATypeOfItsOwn() throws IOException {
        assertThat(plan(FROM_TILES, MapillaryTypes.OVERVIEW, BOX).isComplete()).isTrue();
    }

    @Test
    void entitiesAreFoundByTheIdsInTiles() throws IOException {
        assertThat(plan(FROM_TILES, IMAGE_ENTITIES, BOX).requestPaths())
                .containsExactly("maps/vtp/mly1_public/2/14/8789/5122");
    }

    @Test
    void mapFeaturesAreInTwoSetsOfTiles() throws IOException {
        assertThat(plan(FROM_TILES, MapillaryTypes.MAP_FEATURE_ENTITIES, BOX).requestPaths())
                .containsExactly(
                        "maps/vtp/mly_map_feature_point/2/14/8789/5122",
                        "maps/vtp/mly_map_feature_traffic_sign/2/14/8789/5122");
    }

    @Test
    void theTilesOfBothSetsCount() {
        assertThatExceptionOfType(TooManyTilesException.class)
                .isThrownBy(() -> plan(settings(EntitySearch.TILES, 1, 10), MapillaryTypes.MAP_FEATURE_ENTITIES, BOX))
                .withMessageContaining("touches 2 tiles")
                .withMessageContaining("max_tiles=1");
    }

    @Test
    void entitiesAreFoundByTheSearchOfTheGraphApiIfSettingsSaySo() throws IOException {
        assertThat(plan(FROM_SEARCH, IMAGE_ENTITIES, BOX + " AND organization_id = '5'")
                        .requestPaths())
                .containsExactly("images?bbox=13.1249990,55.7409990,13.1260010,55.7420010&fields=id&organization_id=5");
    }

    @Test
    void detectionsAreSearchedWhateverSettingsSay() throws IOException {
        assertThat(plan(FROM_TILES, MapillaryTypes.DETECTIONS, BOX).requestPaths())
                .containsExactly("detections?bbox=13.1249990,55.7409990,13.1260010,55.7420010&fields=id");
    }

    @Test
    void computedPositionsComeFromTilesAsNobodyKnowsWhichOnesTheSearchGoesBy() throws IOException {
        PlanningQuery query = query(IMAGE_ENTITIES, BOX);

        assertThat(planned(FROM_SEARCH, Positions.COMPUTED, query).orElseThrow().requestPaths())
                .containsExactly("maps/vtp/mly1_computed_public/2/14/8789/5122");
    }

    @Test
    void aSearchOfMoreCellsThanRequestsAreAllowedIsRefused() {
        assertThatExceptionOfType(TooManyRequestsException.class)
                .isThrownBy(() -> plan(FROM_SEARCH, IMAGE_ENTITIES, "BBOX(geometry, 13, 55, 14, 56)"))
                .withMessageContaining("more than 10 requests")
                .withMessageContaining("smaller area");
    }

    @Test
    void entitiesWhoseIdsAreGivenAreNotSearchedByPlace() throws IOException {
        assertThat(planned(FROM_SEARCH, Positions.ORIGINAL, query(IMAGE_ENTITIES, BOX + " AND \"id\" = '1'")))
                .isEmpty();
    }

    @Test
    void detectionsWhoseSequenceIsGivenAreNotSearchedByPlace() throws IOException {
        assertThat(planned(
                        FROM_TILES,
                        Positions.ORIGINAL,
                        query(MapillaryTypes.DETECTIONS, BOX + " AND sequence_id = 'a'")))
                .isEmpty();
    }

    @Test
    void organizationsHaveNoPlace() throws IOException {
        assertThat(planned(FROM_TILES, Positions.ORIGINAL, query(MapillaryTypes.ORGANIZATIONS, "slug = 'a'")))
                .isEmpty();
    }

    private static RequestPlan plan(PlanSettings settings, TypeSchema schema, String ecql) throws IOException {
        return planned(settings, Positions.ORIGINAL, query(schema, ecql)).orElseThrow();
    }

    private static Optional<RequestPlan> planned(PlanSettings settings, Positions positions, PlanningQuery query)
            throws IOException {
        return new PlacePlanner(settings, TileCover::of).plan(query, positions, joined(query));
    }
}
