package io.github.gtmapillary.plan;

import static io.github.gtmapillary.plan.PlanningQueries.BOX;
import static io.github.gtmapillary.plan.PlanningQueries.limited;
import static io.github.gtmapillary.plan.PlanningQueries.query;
import static io.github.gtmapillary.plan.PlanningQueries.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.schema.MapillaryTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plan says how many requests it names without making them. */
class RequestPlanTest {
    @ParameterizedTest
    @MethodSource("plans")
    void theNumbersOfRequestsAreThoseOfTheRequests(RequestPlan plan) {
        assertThat(plan.plannedTiles()).isEqualTo(plan.tilePaths().size());
        assertThat(plan.plannedGraphRequests()).isEqualTo(plan.graphRequests().size());
        assertThat(plan.plannedRequests()).isEqualTo(plan.requestPaths().size());
    }

    @Test
    void everyKindOfPlanIsAmongThem() throws IOException {
        assertThat(plans().stream().map(Object::getClass).distinct())
                .containsExactlyInAnyOrderElementsOf(kinds(RequestPlan.class).collect(Collectors.toList()));
    }

    private static Stream<Class<?>> kinds(Class<?> sealed) {
        return sealed.isInterface()
                ? Arrays.stream(sealed.getPermittedSubclasses()).flatMap(RequestPlanTest::kinds)
                : Stream.of(sealed);
    }

    static List<RequestPlan> plans() throws IOException {
        String ids =
                IntStream.rangeClosed(1, 101).mapToObj(id -> "'" + id + "'").collect(Collectors.joining(","));
        List<RequestPlan> plans = new ArrayList<>(List.of(
                plan(query(MapillaryTypes.IMAGES, "EXCLUDE")),
                plan(query(MapillaryTypes.IMAGES, "BBOX(geometry, 13.0, 55.5, 13.1, 55.6)")),
                plan(limited(query(MapillaryTypes.IMAGES, "is_pano = true"), 5)),
                plan(limited(query(MapillaryTypes.IMAGES, "BBOX(geometry, 10, 54, 15, 57)"), 5)),
                plan(query(MapillaryTypes.IMAGES, "\"id\" = '1'")),
                plan(query(MapillaryTypes.IMAGES, "sequence_id IN ('a', 'b')")),
                plan(query(MapillaryTypes.MAP_FEATURE_ENTITIES, BOX)),
                plan(query(MapillaryTypes.DETECTIONS, "image_id IN ('1', '2', '3')")),
                plan(query(MapillaryTypes.DETECTIONS, "sequence_id IN ('a', 'b')")),
                plan(query(MapillaryTypes.DETECTIONS, "BBOX(geometry, 13.0, 55.5, 13.01, 55.51)")),
                plan(query(MapillaryTypes.IMAGE_ENTITIES, "creator_username IN ('a', 'b')")),
                plan(query(MapillaryTypes.IMAGES, "\"id\" IN ('1', '2') OR " + BOX))));
        for (int size : new int[] {50, 51, 100, 101}) {
            String some = Arrays.stream(ids.split(",", -1)).limit(size).collect(Collectors.joining(","));
            plans.add(plan(query(MapillaryTypes.IMAGES, "\"id\" IN (" + some + ")")));
        }
        return plans;
    }

    private static RequestPlan plan(PlanningQuery query) throws IOException {
        return new QueryPlanner(settings(EntitySearch.TILES, 100, 100)).plan(query);
    }
}
