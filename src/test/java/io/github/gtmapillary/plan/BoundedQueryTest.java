package io.github.gtmapillary.plan;

import static io.github.gtmapillary.plan.PlanningQueries.BOX;
import static io.github.gtmapillary.plan.PlanningQueries.drawn;
import static io.github.gtmapillary.plan.PlanningQueries.query;
import static io.github.gtmapillary.plan.PlanningQueries.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether a query is bounded is told without a plan, and as planning it would tell. */
class BoundedQueryTest {
    private static final int FILTERS_OF_EACH_TYPE = 60;
    private static final String LARGE_BOX = "BBOX(geometry, 13, 55, 14, 56)";
    private static final List<String> CONDITIONS = List.of(
            "\"id\" = '1'",
            "\"id\" IN ('1', '2')",
            "sequence_id = 'abc'",
            "image_id = '7'",
            "map_feature_id = '9'",
            "creator_username = 'a'",
            "is_pano = true",
            "on_foot = true",
            "captured_at > 2020-01-01T00:00:00Z",
            "value = 'object--bench'",
            "object_value = 'object--bench'",
            "slug = 'a'",
            BOX,
            LARGE_BOX,
            "BBOX(computed_geometry, 13.125, 55.741, 13.126, 55.742)");

    @Test
    void anIdBounds() throws IOException {
        assertThat(isBounded("\"id\" = '1'")).isTrue();
    }

    @Test
    void aBoxBounds() throws IOException {
        assertThat(isBounded(BOX)).isTrue();
    }

    @Test
    void aBoxOfTooManyTilesBoundsToo() throws IOException {
        assertThat(isBounded(LARGE_BOX)).isTrue();
    }

    @Test
    void anOrBoundsOnlyIfEachBranchDoes() throws IOException {
        assertThat(isBounded(BOX + " OR is_pano = true")).isFalse();
        assertThat(isBounded(BOX + " OR \"id\" = '1'")).isTrue();
    }

    @Test
    void noTilesAreCountedToTell() throws IOException {
        QueryPlanner planner = new QueryPlanner(settings(EntitySearch.TILES, 10, 10), (region, zoom, most) -> {
            throw new AssertionError("counted the tiles of " + region);
        });

        assertThat(planner.isBounded(query(MapillaryTypes.IMAGES, BOX))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void everyPlanOrRefusalOfABoundedQueryComesFromItsBounds(EntitySearch search) throws IOException {
        Random random = new Random(20_241_128);
        QueryPlanner planner = new QueryPlanner(settings(search, 10, 10));
        int bounded = 0;
        int all = 0;
        for (TypeSchema schema : MapillaryTypes.ALL) {
            for (int i = 0; i < FILTERS_OF_EACH_TYPE; i++, all++) {
                String ecql = filter(schema, random, 2);
                PlanningQuery plain = query(schema, ecql);
                PlanningQuery query = random.nextInt(4) == 0 ? drawn(plain, random.nextInt(18)) : plain;
                boolean planned = isPlannedOrRefused(planner, query);

                assertThat(planner.isBounded(query))
                        .as(schema.name() + " " + ecql + " " + query.grain())
                        .isEqualTo(planned);
                bounded += planned ? 1 : 0;
            }
        }
        assertThat(bounded).isBetween(all / 4, 3 * all / 4);
    }

    private static boolean isPlannedOrRefused(QueryPlanner planner, PlanningQuery query) {
        try {
            return planner.planBounded(query).isPresent();
        } catch (IOException refused) {
            return true;
        }
    }

    /** Conditions on attributes that the type has, in nests of AND, OR and NOT. */
    private static String filter(TypeSchema schema, Random random, int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            String one = filter(schema, random, depth - 1);
            String other = filter(schema, random, depth - 1);
            return "(" + one + (random.nextBoolean() ? " AND " : " OR ") + other + ")";
        }
        List<String> known =
                CONDITIONS.stream().filter(condition -> isOn(schema, condition)).toList();
        String condition = known.get(random.nextInt(known.size()));
        return random.nextInt(8) == 0 ? "NOT (" + condition + ")" : condition;
    }

    private static boolean isOn(TypeSchema schema, String condition) {
        if (!condition.startsWith("BBOX")) {
            return schema.attribute(condition.replaceFirst("\"?(\\w+).*", "$1")).isPresent();
        }
        return schema.geometry() != GeometryKind.NONE
                && schema.places(Positions.ORIGINAL).keySet().stream()
                        .anyMatch(name -> condition.startsWith("BBOX(" + name + ","));
    }

    private static boolean isBounded(String ecql) throws IOException {
        return new QueryPlanner(settings(EntitySearch.TILES, 10, 10)).isBounded(query(MapillaryTypes.IMAGES, ecql));
    }
}
