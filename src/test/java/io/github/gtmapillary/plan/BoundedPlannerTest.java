package io.github.gtmapillary.plan;

import static io.github.gtmapillary.plan.PlanningQueries.drawn;
import static io.github.gtmapillary.plan.PlanningQueries.query;
import static io.github.gtmapillary.plan.PlanningQueries.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.TileCover;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The planner computes only once what it compares several plans by. */
class BoundedPlannerTest {
    private static final String HERE = "BBOX(geometry, 13.125, 55.741, 13.126, 55.742)";
    private static final String THERE = "BBOX(geometry, 14.125, 55.741, 14.126, 55.742)";

    /** A region under the tiles of a zoom. */
    private record Cover(Region region, int zoom) {}

    private final List<Cover> covers = new ArrayList<>();

    @Test
    void theTilesOfABoxAreFoundOnce() throws IOException {
        plan(query(MapillaryTypes.IMAGES, HERE), 100);

        assertThat(covers).hasSize(1);
    }

    @Test
    void theTilesOfAnOrAreFoundOnceForBothPlacesAndOnceForEach() throws IOException {
        plan(query(MapillaryTypes.IMAGES, HERE + " AND is_pano = true OR " + THERE), 100);

        assertThat(covers).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void theTilesOfThePlaceAmongOtherStartsOfAnOrAreFoundOnce() throws IOException {
        plan(query(MapillaryTypes.IMAGES, "\"id\" IN ('1', '2') OR sequence_id = 'a' OR " + HERE), 100);

        assertThat(covers).doesNotHaveDuplicates().isNotEmpty();
    }

    @Test
    void theTilesOfAMapAreFoundOnce() throws IOException {
        plan(drawn(query(MapillaryTypes.IMAGES, HERE), 14), 100);

        assertThat(covers).hasSize(1);
    }

    @Test
    void theTilesOfAMapThatShowsASampleAreFoundOnceAtEachZoom() throws IOException {
        plan(drawn(query(MapillaryTypes.IMAGES, "BBOX(geometry, -60, -60, 60, 60)"), 8), 10);

        assertThat(covers).doesNotHaveDuplicates();
    }

    @Test
    void anOrOfTooManyTilesFailsWithTheNumbersThoughItIsPlannedInSeveralWays() {
        assertThatExceptionOfType(TooManyTilesException.class)
                .isThrownBy(() -> plan(query(MapillaryTypes.IMAGES, "BBOX(geometry, 1, 2, 3, 4) OR " + HERE), 100))
                .withMessageContaining("max_tiles=100");
    }

    @Test
    void anOrOfTwoPlacesIsReadAtOnce() throws IOException {
        assertThat(plan(query(MapillaryTypes.IMAGES, HERE + " OR " + THERE), 100)
                        .requestPaths())
                .hasSize(2);
    }

    @Test
    void anOrOfIdsAndAPlaceIsReadFromBoth() throws IOException {
        assertThat(plan(query(MapillaryTypes.IMAGES, "\"id\" = '1' OR " + HERE), 100)
                        .requestPaths())
                .containsExactly("?fields=id&ids=1", "maps/vtp/mly1_public/2/14/8789/5122");
    }

    @Test
    void detectionsOfAMapFeatureOrASequenceArePlannedApart() throws IOException {
        assertThat(plan(query(MapillaryTypes.DETECTIONS, "map_feature_id = '9' OR sequence_id = 'abc'"), 100)
                        .requestPaths())
                .containsExactly("9/detections?fields=id", "image_ids?sequence_id=abc");
    }

    private RequestPlan plan(PlanningQuery query, int maxTiles) throws IOException {
        TileCovers counted = (region, zoom, most) -> {
            covers.add(new Cover(region, zoom));
            return TileCover.of(region, zoom, most);
        };
        return new QueryPlanner(settings(EntitySearch.TILES, maxTiles, 10), counted).plan(query);
    }
}
