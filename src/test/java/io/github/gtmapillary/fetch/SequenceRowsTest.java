package io.github.gtmapillary.fetch;

import static io.github.gtmapillary.fetch.Scans.everything;
import static io.github.gtmapillary.tile.MadeLayer.tile;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.FlagIs;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.TimeIn;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.MadeLayer;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

class SequenceRowsTest {

    private static List<Row> sequences(byte[]... tiles) throws IOException {
        return sequences(Condition.ALWAYS, tiles);
    }

    private static List<Row> sequences(Condition condition, byte[]... tiles) throws IOException {
        TileScan scan = Scans.of(MapillaryTypes.SEQUENCES, condition, tiles.length);
        FakeApi api = new FakeApi();
        for (int i = 0; i < tiles.length; i++) {
            api.answering(scan.requestPaths().get(i), tiles[i]);
        }
        return Scans.rows(new PlanRunner(
                        api,
                        new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(2000)),
                        () -> 0,
                        InstantSource.system())
                .run(scan, everything(MapillaryTypes.SEQUENCES)));
    }

    private static MadeLayer lines() {
        return new MadeLayer("sequence");
    }

    private static MadeLayer images() {
        return new MadeLayer("image");
    }

    /** Where a pixel of one of the tiles lies. */
    private static Coordinate at(int tileIndex, int x, int y) {
        TileId tile = Scans.tile(tileIndex);
        double tiles = 1 << 14;
        double lon = (tile.x() + x / 4096.0) / tiles * 360 - 180;
        double lat = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * ((tile.y() + y / 4096.0) / tiles)))));
        return new Coordinate(lon, lat);
    }

    private static Geometry geometry(Row row) {
        return requireNonNull(row.geometry());
    }

    @Test
    void linesInTheBufferAroundATileAreThereOnce() throws IOException {
        byte[] west = tile(lines().lines(List.of(new int[] {4000, 0, 4090, 10, 4103, 23}), "id", "s"));
        byte[] east =
                tile(lines().lines(List.of(new int[] {-6, 10, 7, 23, 50, 90, -20, 90, -20, 95, 10, 95}), "id", "s"));
        List<Row> rows = sequences(west, east);
        assertThat(rows).extracting(Row::id).containsExactly("s");
        assertThat(geometry(rows.get(0)).getNumGeometries()).isEqualTo(2);
        assertThat(geometry(rows.get(0)).getGeometryN(0).getCoordinates())
                .containsExactly(
                        at(0, 4000, 0), at(0, 4090, 10), at(1, 0, 16), at(1, 7, 23), at(1, 50, 90), at(1, 0, 90));
        assertThat(geometry(rows.get(0)).getGeometryN(1).getCoordinates()).containsExactly(at(1, 0, 95), at(1, 10, 95));
    }

    @Test
    void linesThatComeToAnEdgeFromTheBufferBeginThere() throws IOException {
        List<Row> rows =
                sequences(tile(lines().lines(List.of(new int[] {-5, 7, 0, 7, 9, 7, 4096, 7, 4099, 7}), "id", "s")));
        assertThat(geometry(rows.get(0)).getCoordinates()).containsExactly(at(0, 0, 7), at(0, 9, 7), at(0, 4096, 7));
    }

    @Test
    void aLineThatOnlyTheBufferHoldsIsNone() throws IOException {
        List<Row> rows = sequences(tile(
                lines().lines(List.of(new int[] {4100, 0, 4103, 23}, new int[] {-9, 4090, 9, 4120}), "id", "s")));
        assertThat(rows).allSatisfy(row -> assertThat(geometry(row).isEmpty()).isTrue());
    }

    @Test
    void partsInsideATileAreJoinedInCaptureDirection() throws IOException {
        List<Row> rows =
                sequences(tile(lines().lines(List.of(new int[] {5, 5, 9, 9}, new int[] {0, 0, 5, 5}), "id", "s")));
        assertThat(rows).extracting(Row::id).containsExactly("s");
        assertThat(geometry(rows.get(0)).getNumGeometries()).isEqualTo(1);
        assertThat(geometry(rows.get(0)).getCoordinates()).containsExactly(at(0, 0, 0), at(0, 5, 5), at(0, 9, 9));
    }

    @Test
    void partsAreJoinedOverTheEdgeOfATile() throws IOException {
        List<Row> rows = sequences(
                tile(lines().lines(List.of(new int[] {4096, 70, 4000, 80}), "id", "s")),
                tile(lines().lines(List.of(new int[] {90, 60, 0, 70}), "id", "s")));
        assertThat(rows).hasSize(1);
        assertThat(geometry(rows.get(0)).getNumGeometries()).isEqualTo(1);
        assertThat(geometry(rows.get(0)).getCoordinates())
                .containsExactly(at(1, 90, 60), at(1, 0, 70), at(0, 4000, 80));
    }

    @Test
    void aLineThatLeavesAndComesBackIsWholeOnlyWithTheTileBetween() throws IOException {
        byte[] here = tile(lines().lines(List.of(new int[] {0, 0, 4096, 10}, new int[] {4096, 50, 0, 60}), "id", "s"));
        byte[] between = tile(lines().lines(List.of(new int[] {0, 10, 30, 30, 0, 50}), "id", "s"));
        assertThat(geometry(sequences(here).get(0)).getNumGeometries()).isEqualTo(2);
        Geometry whole = geometry(sequences(here, between).get(0));
        assertThat(whole.getNumGeometries()).isEqualTo(1);
        assertThat(whole.getCoordinates())
                .containsExactly(at(0, 0, 0), at(0, 4096, 10), at(1, 30, 30), at(0, 4096, 50), at(0, 0, 60));
    }

    @Test
    void attributesAreThoseOfTheLine() throws IOException {
        List<Row> rows = sequences(
                tile(
                        lines().lines(
                                        List.of(new int[] {0, 0, 4096, 0}),
                                        "id",
                                        "s",
                                        "captured_at",
                                        5L,
                                        "image_id",
                                        58_600_000_000_000_001L,
                                        "is_pano",
                                        true,
                                        "creator_id",
                                        3L),
                        images().point(1, 1, "id", 2L, "sequence_id", "s", "captured_at", 4L)),
                tile(lines().lines(
                                List.of(new int[] {0, 0, 1, 1}),
                                "id",
                                "s",
                                "captured_at",
                                5L,
                                "image_id",
                                58_600_000_000_000_001L,
                                "organization_id",
                                4L,
                                "quality_score",
                                0.5,
                                "foot",
                                false)));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).values()).containsExactly("s", 5L, "58600000000000001", true, "4", "3", 0.5, false);
    }

    @Test
    void aSequenceThatFailsTheConditionDoesNotComeBackThroughItsImages() throws IOException {
        byte[] bytes = tile(
                lines().lines(List.of(new int[] {0, 0, 9, 9}), "id", "s", "captured_at", 5L),
                images().point(0, 0, "id", 1L, "sequence_id", "s", "captured_at", 5L)
                        .point(9, 9, "id", 2L, "sequence_id", "s", "captured_at", 50L));
        Condition later = new AttributePasses("captured_at", new TimeIn(TimeRange.from(10)));
        assertThat(sequences(later, bytes)).isEmpty();
        assertThat(sequences(new AttributePasses("id", new OneOf(Set.of("t"))), bytes))
                .isEmpty();
    }

    @Test
    void imagesOfASequenceWhoseLineIsInAnotherTileMakeNone() throws IOException {
        byte[] onlyImages =
                tile(images().point(0, 0, "id", 1L, "sequence_id", "s").point(9, 9, "id", 2L, "sequence_id", "s"));
        byte[] line = tile(lines().lines(List.of(new int[] {0, 0, 9, 9}), "id", "s"));
        assertThat(sequences(onlyImages)).hasSize(1);
        for (List<byte[]> order : List.of(List.of(onlyImages, line), List.of(line, onlyImages))) {
            List<Row> rows = sequences(order.get(0), order.get(1));
            assertThat(rows).hasSize(1);
            assertThat(geometry(rows.get(0)).getNumPoints()).isEqualTo(2);
        }
        Condition none = new AttributePasses("is_pano", new FlagIs(true));
        assertThat(sequences(none, onlyImages, line)).isEmpty();
    }

    @Test
    void imagesWithoutALineAreJoinedInCaptureOrderWithUnknownTimesLast() throws IOException {
        List<Row> rows = sequences(
                tile(images().point(4, 4, "id", 9L, "sequence_id", "s", "captured_at", 0L, "is_pano", false)
                        .point(3, 3, "id", 10L, "sequence_id", "s", "captured_at", 30L, "creator_id", 6L)
                        .point(5, 5, "id", 80L, "sequence_id", "s")),
                tile(images().point(2, 2, "id", 11L, "sequence_id", "s", "captured_at", 20L)
                        .point(1, 1, "id", 7L, "sequence_id", "s", "captured_at", 20L)));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).values()).containsExactly("s", 20L, "7", false, null, "6", null, null);
        assertThat(geometry(rows.get(0)).getCoordinates())
                .containsExactly(at(1, 1, 1), at(1, 2, 2), at(0, 3, 3), at(0, 4, 4), at(0, 5, 5));
    }

    @Test
    void aSequenceOfImagesWasTakenOnFootAsTheyWereButHasNoScoreOfItsOwn() throws IOException {
        List<Row> rows =
                sequences(tile(images().point(1, 1, "id", 1L, "sequence_id", "s", "foot", true, "quality_score", 0.7)
                        .point(2, 2, "id", 2L, "sequence_id", "s", "foot", true, "quality_score", 0.2)));
        assertThat(rows.get(0).values()).containsExactly("s", null, "1", null, null, null, null, true);
    }

    @Test
    void aSingleImageMakesNoSequence() throws IOException {
        assertThat(sequences(tile(images().point(1, 1, "id", 1L, "sequence_id", "s"))))
                .isEmpty();
    }

    /** A camera that stood still: the sequence exists, so it is not left out. */
    @Test
    void imagesOnOnePixelMakeALineWithoutLength() throws IOException {
        List<Row> rows = sequences(
                tile(images().point(1, 1, "id", 1L, "sequence_id", "s").point(1, 1, "id", 2L, "sequence_id", "s")));
        assertThat(rows).hasSize(1);
        assertThat(geometry(rows.get(0)).getCoordinates()).containsExactly(at(0, 1, 1), at(0, 1, 1));
    }

    @Test
    void anImageThatTwoTilesHoldCountsOnce() throws IOException {
        byte[] one = tile(images().point(1, 1, "id", 1L, "sequence_id", "s", "captured_at", 1L));
        byte[] other = tile(images().point(1, 1, "id", 1L, "sequence_id", "s", "captured_at", 1L)
                .point(1, 1, "id", 2L, "sequence_id", "s", "captured_at", 2L));
        assertThat(sequences(one, one)).isEmpty();
        assertThat(geometry(sequences(one, other).get(0)).getCoordinates()).containsExactly(at(0, 1, 1), at(1, 1, 1));
    }

    @Test
    void imagesOfNoSequenceAreLeftAlone() throws IOException {
        assertThat(sequences(tile(images().point(1, 1, "id", 1L)
                        .point(2, 2, "id", 2L)
                        .point(3, 3, "id", 3L, "sequence_id", "")
                        .point(4, 4, "id", 4L, "sequence_id", ""))))
                .isEmpty();
    }

    @Test
    void theOrderIsByFirstTileThenById() throws IOException {
        byte[] first = tile(lines().lines(List.of(new int[] {0, 0, 9, 9}), "id", "d")
                .lines(List.of(new int[] {0, 0, 9, 9}), "id", "b"));
        byte[] second = tile(lines().lines(List.of(new int[] {0, 0, 9, 9}), "id", "c")
                .lines(List.of(new int[] {0, 0, 9, 9}), "id", "a")
                .lines(List.of(new int[] {0, 0, 9, 9}), "id", "d"));
        assertThat(sequences(first, second)).extracting(Row::id).containsExactly("b", "d", "a", "c");
    }

    @Test
    void ofTilesBelowZoomFourteenOnlyTheLinesAreRead() throws IOException {
        TileId tile = new TileId(10, 535, 358);
        TileScan scan = new TileScan(
                MapillaryTypes.SEQUENCES,
                MapillaryTypes.SEQUENCES.tileSet(),
                10,
                List.of(tile),
                Condition.ALWAYS,
                "a test");
        FakeApi api = new FakeApi()
                .answering(
                        scan.path(tile),
                        tile(
                                lines().lines(List.of(new int[] {0, 0, 9, 9}), "id", "s"),
                                images().point(1, 1, "id", 1L, "sequence_id", "t")
                                        .point(2, 2, "id", 2L, "sequence_id", "t")));
        RowStream stream = new PlanRunner(
                        api,
                        new FetchSettings(1, FailedTiles.FAIL, new RequestLimit(2000)),
                        () -> 0,
                        InstantSource.system())
                .run(scan, everything(MapillaryTypes.SEQUENCES));
        assertThat(Scans.ids(stream)).containsExactly("s");
    }

    @Test
    void aTileThatALineLeadsToIsNotTakenForEmptyAtOnce() throws IOException {
        byte[] west = tile(lines().lines(List.of(new int[] {4000, 7, 4096, 7}), "id", "s"));
        byte[] east = tile(lines().lines(List.of(new int[] {0, 7, 90, 7}), "id", "s"));
        TileScan scan = Scans.of(MapillaryTypes.SEQUENCES, Condition.ALWAYS, 2);
        FakeApi api = new FakeApi();
        api.answering(scan.requestPaths().get(0), west);
        api.answering(
                scan.requestPaths().get(1),
                request -> request.expectsData() ? ApiAnswer.of(east, east.length) : ApiAnswer.absent(0));

        List<Row> rows = Scans.rows(new PlanRunner(
                        api,
                        new FetchSettings(2, FailedTiles.FAIL, new RequestLimit(2000)),
                        () -> 0,
                        InstantSource.system())
                .run(scan, everything(MapillaryTypes.SEQUENCES)));

        assertThat(geometry(rows.get(0)).getCoordinates()).hasSize(3);
        assertThat(api.asked)
                .containsExactly(
                        scan.requestPaths().get(0),
                        scan.requestPaths().get(1),
                        scan.requestPaths().get(1));
    }
}
