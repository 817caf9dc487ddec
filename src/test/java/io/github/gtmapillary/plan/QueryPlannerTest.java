package io.github.gtmapillary.plan;

import static io.github.gtmapillary.filter.Translations.translate;
import static io.github.gtmapillary.schema.MapillaryTypes.IMAGES;
import static io.github.gtmapillary.schema.MapillaryTypes.OVERVIEW;
import static io.github.gtmapillary.schema.MapillaryTypes.POINTS;
import static io.github.gtmapillary.schema.MapillaryTypes.SEQUENCES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.sf.geographiclib.Geodesic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

class QueryPlannerTest {
    private static final QueryPlanner PLANNER = planner(Positions.ORIGINAL, 5_000, 10);

    /** Inside of tile 14/8787/5120 and its neighbours to the east and south, written in whole tiles from there. */
    private static final TileId ORIGIN = new TileId(14, 8_787, 5_120);

    private static RequestPlan plan(TypeSchema schema, String ecql) throws IOException {
        return PLANNER.plan(question(schema, ecql));
    }

    private static QueryPlanner planner(Positions positions, int maxTiles, int maxGraphRequests) {
        return new QueryPlanner(
                new PlanSettings(positions, EntitySearch.TILES, false, maxTiles, new RequestLimit(maxGraphRequests)));
    }

    private static PlanningQuery question(TypeSchema schema, String ecql) throws IOException {
        return question(schema, ecql, Optional.empty());
    }

    private static PlanningQuery question(TypeSchema schema, String ecql, Optional<RenderingGrain> grain)
            throws IOException {
        return new PlanningQuery(
                schema,
                Map.of(Positions.ORIGINAL, translate(schema, ecql).disjuncts(TypeSchema.GEOMETRY)),
                Projection.ID_ONLY,
                Set.of(),
                grain,
                OptionalLong.empty());
    }

    private static List<String> tiles(TypeSchema schema, String ecql) throws IOException {
        return ((TileScan) plan(schema, ecql))
                .tiles().stream()
                        .map(t -> (t.x() - ORIGIN.x()) + "," + (t.y() - ORIGIN.y()))
                        .toList();
    }

    /** Replaces (x y), counted in tiles from the origin, x east and y south, with degrees inside of that tile. */
    private static String position(double x, double y) {
        Envelope tile = TileCover.bounds(
                        new TileId(14, ORIGIN.x() + (int) Math.floor(x), ORIGIN.y() + (int) Math.floor(y)))
                .toEnvelope();
        return (tile.getMinX() + (x - Math.floor(x)) * tile.getWidth())
                + " "
                + (tile.getMaxY() - (y - Math.floor(y)) * tile.getHeight());
    }

    private static String box(double x1, double y1, double x2, double y2) {
        return "BBOX(geometry, " + position(x1, y2).replace(' ', ',') + ","
                + position(x2, y1).replace(' ', ',') + ")";
    }

    private static String ring(double... xy) {
        StringBuilder ring = new StringBuilder();
        for (int i = 0; i < xy.length; i += 2) {
            ring.append(position(xy[i], xy[i + 1])).append(", ");
        }
        return "(" + ring + position(xy[0], xy[1]) + ")";
    }

    @Test
    void boxAsksForItsTilesOnly() throws IOException {
        assertThat(tiles(POINTS, box(0.1, 0.1, 1.9, 0.9))).containsExactly("0,0", "1,0");
        assertThat(plan(IMAGES, box(0.1, 0.1, 0.2, 0.2)).requestPaths())
                .containsExactly("maps/vtp/mly1_public/2/14/8787/5120");
    }

    @Test
    void computedPositionsComeFromTilesOfTheirOwn() throws IOException {
        PlanningQuery original = question(IMAGES, box(0.1, 0.1, 0.2, 0.2));
        PlanningQuery question = new PlanningQuery(
                IMAGES,
                Map.of(Positions.COMPUTED, original.disjuncts().get(Positions.ORIGINAL)),
                original.wanted(),
                original.tested(),
                original.grain(),
                original.most());
        RequestPlan plan = planner(Positions.COMPUTED, 1, 1).plan(question);
        assertThat(((TileScan) plan).tileSet()).isEqualTo(TileSet.COMPUTED_COVERAGE);
    }

    @Test
    void eitherOfTwoDistantBoxesAsksForNothingBetween() throws IOException {
        for (TypeSchema schema : List.of(POINTS, SEQUENCES)) {
            assertThat(tiles(schema, box(0.1, 0.1, 0.2, 0.2) + " OR " + box(9.1, 9.1, 9.2, 9.2)))
                    .containsExactly("0,0", "9,9");
        }
    }

    @Test
    void polygonSkipsItsNotchAndItsHole() throws IOException {
        String notched = ring(0.5, 0.5, 0.6, 0.5, 0.6, 2.4, 2.5, 2.4, 2.5, 2.5, 0.5, 2.5);
        assertThat(tiles(POINTS, "INTERSECTS(geometry, POLYGON(" + notched + "))"))
                .containsExactly("0,0", "0,1", "0,2", "1,2", "2,2");
        String holed =
                ring(0.5, 0.5, 3.5, 0.5, 3.5, 3.5, 0.5, 3.5) + "," + ring(0.9, 0.9, 3.1, 0.9, 3.1, 3.1, 0.9, 3.1);
        assertThat(tiles(POINTS, "WITHIN(geometry, POLYGON(" + holed + "))"))
                .hasSize(12)
                .doesNotContain("1,1", "1,2", "2,1", "2,2");
    }

    @Test
    void bothOfTwoBoxesAskForTheirOverlapWhenFeaturesArePoints() throws IOException {
        String both = box(0.1, 0.1, 2.9, 0.9) + " AND " + box(2.1, 0.1, 4.9, 0.9);
        assertThat(tiles(POINTS, both)).containsExactly("2,0");
        assertThat(plan(POINTS, box(0.1, 0.1, 0.9, 0.9) + " AND " + box(2.1, 0.1, 4.9, 0.9)))
                .isInstanceOf(Nothing.class);
    }

    @Test
    void lineMayTouchTwoPlacesThatLieApart() throws IOException {
        assertThat(tiles(SEQUENCES, box(0.1, 0.1, 0.9, 0.9) + " AND " + box(4.1, 0.1, 4.9, 0.9)))
                .containsExactly("0,0", "4,0");
        assertThat(tiles(SEQUENCES, box(0.1, 0.1, 0.9, 0.9) + " AND NOT " + box(4.1, 0.1, 4.9, 0.9)))
                .containsExactly("0,0", "4,0");
        assertThat(tiles(
                        SEQUENCES,
                        box(0.1, 0.1, 0.9, 0.9) + " AND DISJOINT(geometry, POINT(" + position(4.5, 0.5) + "))"))
                .containsExactly("0,0", "4,0");
    }

    @Test
    void viewInsideOfAPolygonAsksForTheViewAlone() throws IOException {
        String country = "INTERSECTS(geometry, POLYGON(" + ring(-9, -9, 9, -9, 9, 9, -9, 9) + "))";
        for (TypeSchema schema : List.of(POINTS, SEQUENCES)) {
            assertThat(tiles(schema, box(0.1, 0.1, 0.9, 0.9) + " AND " + country))
                    .containsExactly("0,0");
            assertThat(tiles(schema, country + " AND " + box(0.1, 0.1, 0.9, 0.9)))
                    .containsExactly("0,0");
        }
    }

    @ParameterizedTest
    @CsvSource({"500, meters", "3, kilometers", "9000, feet", "2, statute miles", "1.5, nautical miles"})
    void distanceAsksForTheTilesWithinIt(double distance, String unit) throws IOException {
        double metres = distance
                * switch (unit) {
                    case "kilometers" -> 1000;
                    case "feet" -> 0.3048;
                    case "statute miles" -> 1609.344;
                    case "nautical miles" -> 1852;
                    default -> 1;
                };
        String centre = position(0.3, 0.4);
        Set<String> asked = new HashSet<>(
                tiles(IMAGES, "DWITHIN(geometry, POINT(" + centre + "), " + distance + ", " + unit + ")"));
        double lon = Double.parseDouble(centre.substring(0, centre.indexOf(' ')));
        double lat = Double.parseDouble(centre.substring(centre.indexOf(' ') + 1));
        for (int x = -5; x <= 5; x++) {
            for (int y = -5; y <= 5; y++) {
                double nearest = nearest(new TileId(14, ORIGIN.x() + x, ORIGIN.y() + y), lon, lat);
                if (nearest <= metres) {
                    assertThat(asked).contains(x + "," + y);
                } else if (nearest > metres * 1.01 + 1) {
                    assertThat(asked).doesNotContain(x + "," + y);
                }
            }
        }
    }

    private static double nearest(TileId tile, double lon, double lat) {
        Envelope box = TileCover.bounds(tile).toEnvelope();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i <= 200; i++) {
            double x = box.getMinX() + box.getWidth() * i / 200;
            double y = box.getMinY() + box.getHeight() * i / 200;
            for (double[] edge :
                    new double[][] {{x, box.getMinY()}, {x, box.getMaxY()}, {box.getMinX(), y}, {box.getMaxX(), y}}) {
                least = Math.min(least, Geodesic.WGS84.Inverse(lat, lon, edge[1], edge[0]).s12);
            }
        }
        return box.contains(lon, lat) ? 0 : least;
    }

    @Test
    void distanceAcrossTheDateLineAsksForBothSides() throws IOException {
        List<Integer> columns = ((TileScan) plan(IMAGES, "DWITHIN(geometry, POINT(179.999 0.01), 1, kilometers)"))
                .tiles().stream().map(TileId::x).distinct().toList();
        assertThat(columns).containsExactly(0, 16_383);
    }

    @Test
    void bufferAroundFeaturesOrConstantsCounts() throws IOException {
        String point = "POINT(" + position(0.5, 0.5) + ")";
        List<String> around = tiles(IMAGES, "INTERSECTS(geometry, buffer(" + point + ", 0.02))");
        assertThat(around).contains("0,0", "1,0", "-1,0", "0,1", "0,-1").doesNotContain("3,0");
        assertThat(tiles(IMAGES, "INTERSECTS(buffer(geometry, 0.02), " + point + ")"))
                .isEqualTo(around);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INCLUDE",
                "captured_at > '2022-01-01'",
                "BBOX(geometry, 1, 2, 3, 4) OR captured_at > '2022-01-01'",
                "NOT BBOX(geometry, 1, 2, 3, 4)",
                "BEYOND(geometry, POINT(1 2), 5, kilometers)",
                "sequence_id LIKE 'a%'",
                "strToUpperCase(sequence_id) = 'A'",
            })
    void unboundedQueryIsToldWhatToAdd(String ecql) {
        assertThatExceptionOfType(InvalidQueryException.class)
                .isThrownBy(() -> plan(IMAGES, ecql))
                .withMessageContaining("images")
                .withMessageContaining("add a condition")
                .withMessageContaining("BBOX(geometry")
                .withMessageContaining("every branch");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EXCLUDE",
                "NOT INCLUDE",
                "IN ('points.1')",
                "BBOX(geometry, 1, 2, 3, 4) AND EXCLUDE",
                "BBOX(geometry, 1, 2, 3, 4) AND BBOX(geometry, 11, 2, 13, 4)",
                "BBOX(geometry, 1, 86, 3, 88)",
                "captured_at AFTER 2020-01-01T00:00:00Z AND captured_at BEFORE 2019-01-01T00:00:00Z",
                "BBOX(geometry, 1, 2, 3, 4) AND captured_at > '2020' AND captured_at < '2019'",
                "captured_at BETWEEN '2021' AND '2020'",
                "captured_at DURING 2019-01-01T00:00:00Z/P1D AND (captured_at > '2020' OR captured_at IS NULL)",
                "sequence_id = 'a' AND sequence_id = 'b'",
                "\"id\" IN ('1', '2') AND \"id\" IN ('3', '4')",
                "IN ('1', '2') AND \"id\" = '3'",
                "\"id\" = '1' AND \"id\" <> '1'",
                "is_pano = true AND is_pano = false",
                "compass_angle > 5 AND compass_angle < 5",
                "organization_id IS NULL AND organization_id = '1'",
            })
    void whatNothingCanFulfilAsksForNothing(String ecql) throws IOException {
        RequestPlan plan = plan(IMAGES, ecql);
        assertThat(plan).isInstanceOf(Nothing.class);
        assertThat(plan.requestPaths()).isEmpty();
        assertThat(plan.reason()).isNotBlank();
    }

    @Test
    void tooManyTilesAreCountedAndNamed() throws IOException {
        PlanningQuery question = question(IMAGES, box(0.1, 0.1, 9.9, 9.9));
        assertThatExceptionOfType(TooManyTilesException.class)
                .isThrownBy(() -> planner(Positions.ORIGINAL, 99, 1).plan(question))
                .withMessageContaining("images")
                .withMessageContaining("100 tiles of zoom 14")
                .withMessageContaining("max_tiles=99")
                .withMessageContaining("smaller area");
        assertThat(planner(Positions.ORIGINAL, 100, 1).plan(question).requestPaths())
                .hasSize(100);
    }

    @Test
    void overviewAnswersTheWholeWorldWithOneTile() throws IOException {
        for (String all : List.of("INCLUDE", "is_pano = true", "BBOX(geometry, -180, -90, 180, 90)")) {
            assertThat(plan(OVERVIEW, all).requestPaths()).containsExactly("maps/vtp/mly1_public/2/0/0/0");
        }
        assertThat(((TileScan) plan(OVERVIEW, "BBOX(geometry, 12.9, 55.5, 13, 55.6)")).tiles())
                .containsExactly(new TileId(5, 17, 10));
    }

    @Test
    void overviewTakesACoarserSampleWhereTheFinestIsTooManyTiles() throws IOException {
        PlanningQuery half = question(OVERVIEW, "BBOX(geometry, -180, -60, 0, 80)");

        TileScan plan = (TileScan) planner(Positions.ORIGINAL, 100, 1).plan(half);

        assertThat(plan.zoom()).isEqualTo(4);
        assertThat(plan.tiles()).hasSizeBetween(50, 100);
        assertThat(plan.reason()).contains("zoom 4").contains("max_tiles=100");
    }

    /** As renderers say it: 0.8 of a map's pixel, in degrees. */
    private static Optional<RenderingGrain> map(int zoom) {
        return Optional.of(new RenderingGrain(0.8 * 360 / (256 << zoom)));
    }

    private static TileScan drawn(TypeSchema schema, String ecql, int zoom) throws IOException {
        return (TileScan) planner(Positions.ORIGINAL, 100, 1).plan(question(schema, ecql, map(zoom)));
    }

    @Test
    void aMapOfSequencesIsReadFromTheZoomThatIsAsFine() throws IOException {
        String scania = "BBOX(geometry, 12.4, 55.3, 14.6, 56.5)";

        assertThat(drawn(SEQUENCES, scania, 8).zoom()).isEqualTo(6);
        assertThat(drawn(SEQUENCES, scania, 12).zoom()).isEqualTo(9);
        assertThat(drawn(SEQUENCES, "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)", 18)
                        .zoom())
                .isEqualTo(14);
    }

    @Test
    void aMapOfImagesShowsTheOverviewAtSmallScalesAndWhereTheImagesAreTooManyTiles() throws IOException {
        String malmo = "BBOX(geometry, 12.9, 55.5, 13.1, 55.7)";

        assertThat(drawn(IMAGES, "BBOX(geometry, -180, -60, 180, 80)", 2).zoom())
                .isEqualTo(2);
        assertThat(drawn(IMAGES, malmo, 5).zoom()).isEqualTo(5);
        TileScan tooMany = drawn(IMAGES, "BBOX(geometry, 10, 50, 14, 54)", 8);
        assertThat(tooMany.zoom()).isEqualTo(5);
        assertThat(tooMany.reason()).contains("of the overview").contains("max_tiles=100");
        assertThat(drawn(IMAGES, malmo, 5).reason()).doesNotContain("max_tiles");
        assertThat(drawn(IMAGES, "BBOX(geometry, 12.98, 55.59, 13.01, 55.61)", 12)
                        .zoom())
                .isEqualTo(14);
        assertThat(drawn(IMAGES, malmo, 5).schema().name()).isEqualTo("images");
    }

    @Test
    void aMapThatMaxTilesMakesASampleHasANote() throws IOException {
        String europe = "BBOX(geometry, 10, 50, 14, 54)";

        assertThat(drawn(IMAGES, europe, 8).notes())
                .singleElement()
                .extracting(PlanNote::text)
                .asString()
                .contains("max_tiles=100 tiles", "overview");
        assertThat(drawn(IMAGES, europe, 5).notes()).isEmpty();
    }

    @Test
    void withoutAMapEverythingIsWanted() throws IOException {
        assertThat(((TileScan) plan(SEQUENCES, "BBOX(geometry, 12.9, 55.5, 13.1, 55.7)")).zoom())
                .isEqualTo(14);
    }

    @Test
    void tilesComeInNaturalOrderAndOnce() throws IOException {
        List<TileId> tiles =
                ((TileScan) plan(POINTS, box(0.1, 0.1, 3.9, 3.9) + " OR " + box(1.1, 1.1, 5.9, 1.9))).tiles();
        assertThat(tiles).isSorted().doesNotHaveDuplicates().hasSize(18);
    }

    @Test
    void explanationSaysWhatIsTestedWhileDecoding() throws IOException {
        RequestPlan plan =
                plan(POINTS, box(0.1, 0.1, 0.9, 0.9) + " AND value IN ('a', 'b') AND first_seen_at < '2022'");
        Explanation explanation = Explanation.of(plan, new RequestCount(1, 1), "the filter");
        assertThat(explanation.kind()).isEqualTo("tiles");
        assertThat(explanation.whileDecoding())
                .startsWith("position in ")
                .endsWith(" and value in [a, b] and first_seen_at in ever/2021-12-31T23:59:59.999Z");
        assertThat(explanation.requestPaths()).hasSize(1);
    }
}
