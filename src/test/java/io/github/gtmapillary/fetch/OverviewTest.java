package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

class OverviewTest {
    /** A square of four tiles, two of its tiles, and squares to the east of it. */
    private static final TileId SQUARE = new TileId(13, 4480, 2624);

    private static final TileId NORTH_WEST = new TileId(14, 8960, 5248);
    private static final TileId SOUTH_EAST = new TileId(14, 8961, 5249);

    private static TileId east(int squares) {
        return new TileId(14, NORTH_WEST.x() + 2 * squares, NORTH_WEST.y());
    }

    private static TileId squareOf(TileId tile) {
        return DenseSquare.parent(tile);
    }

    /** Shows an image for each time that a tile is named. */
    private static Overview showing(TileId... tiles) {
        return new Overview(
                Stream.of(tiles).collect(Collectors.toMap(tile -> tile, tile -> 1, Integer::sum)), List.of());
    }

    private static Row imageAt(@Nullable Coordinate position) {
        return new Row("1", List.of("1"), position == null ? null : new GeometryFactory().createPoint(position));
    }

    private static Map<TileId, Integer> countedAt(@Nullable Coordinate... positions) throws IOException {
        List<Row> images = Stream.of(positions).map(OverviewTest::imageAt).toList();
        return Overview.of(RowCursor.of(images), List.of()).images();
    }

    private static List<DenseSquare> squares(TileId... tiles) {
        return showing(tiles).squares(square -> true);
    }

    /** The density of {@link #SQUARE}. */
    private static int density(TileId... tiles) {
        return squares(tiles).stream()
                .filter(square -> square.tile().equals(SQUARE))
                .findFirst()
                .orElseThrow()
                .density();
    }

    @Test
    void imagesAreCountedByTheTileThatTheyLieIn() throws IOException {
        assertThat(countedAt(new Coordinate(13, 55.6), new Coordinate(13.001, 55.601), new Coordinate(13.1, 55.6)))
                .isEqualTo(Map.of(new TileId(14, 8783, 5134), 2, new TileId(14, 8788, 5134), 1));
    }

    @Test
    void anImageOnACornerOfFourTilesCountsInTheTileThatBeginsThere() throws IOException {
        assertThat(countedAt(new Coordinate(0, 0))).isEqualTo(Map.of(new TileId(14, 8192, 8192), 1));
    }

    @Test
    void anImageWithoutPositionCountsNowhere() throws IOException {
        assertThat(countedAt((Coordinate) null)).isEmpty();
    }

    @Test
    void theImagesThatFulfilTheQueryAreKeptBesideTheNumbers() throws IOException {
        Row answer = imageAt(new Coordinate(13, 55.6));
        assertThat(Overview.of(RowCursor.of(List.of()), List.of(answer)).answers())
                .containsExactly(answer);
    }

    @Test
    void thePartWithMostImagesIsTheDensest() {
        TileId elsewhere = new TileId(14, 0, 0);
        assertThat(showing(elsewhere, NORTH_WEST, SOUTH_EAST).densest(5))
                .containsExactly(new TileId(5, 17, 10), new TileId(5, 0, 0));
    }

    @Test
    void ofPartsWithEquallyManyImagesTheWesternOneIsTheFirst() {
        assertThat(showing(NORTH_WEST, new TileId(14, 0, 0)).densest(5))
                .containsExactly(new TileId(5, 0, 0), new TileId(5, 17, 10));
    }

    @Test
    void anOverviewWithoutImagesHasNoDensestPart() {
        assertThat(Overview.EMPTY.densest(5)).isEmpty();
    }

    @Test
    void tilesOfOneSquareMakeOneSquare() {
        assertThat(squares(NORTH_WEST, SOUTH_EAST))
                .extracting(DenseSquare::tile)
                .containsExactly(SQUARE);
    }

    @Test
    void squaresThatAreNotWantedAreLeftOut() {
        assertThat(showing(NORTH_WEST, east(1)).squares(SQUARE::equals))
                .extracting(DenseSquare::tile)
                .containsExactly(SQUARE);
    }

    @Test
    void anImageInTheSquareItselfCountsThreeTimes() {
        assertThat(density(NORTH_WEST, SOUTH_EAST)).isEqualTo(2 * 3);
    }

    @Test
    void anImageInANeighbouringSquareCountsTwice() {
        assertThat(density(NORTH_WEST, east(1))).isEqualTo(3 + 2);
    }

    @Test
    void anImageTwoSquaresAwayCountsOnce() {
        assertThat(density(NORTH_WEST, east(2))).isEqualTo(3 + 1);
    }

    @Test
    void anImageThreeSquaresAwayDoesNotCount() {
        assertThat(density(NORTH_WEST, east(3))).isEqualTo(3);
    }

    @Test
    void aSquareBetweenTwoOthersIsTheDensestOfThree() {
        assertThat(squares(NORTH_WEST, east(1), east(2)))
                .extracting(DenseSquare::tile)
                .startsWith(squareOf(east(1)));
    }

    @Test
    void aSquareInTheCornerOfTheWorldHasNoNeighboursBeyond() {
        assertThat(squares(new TileId(14, 0, 0), new TileId(14, 16383, 16383)))
                .containsExactly(
                        new DenseSquare(new TileId(13, 0, 0), 3), new DenseSquare(new TileId(13, 8191, 8191), 3));
    }

    @Test
    void theTilesOfASquareComeWithTheFullestFirst() {
        Overview overview = showing(NORTH_WEST, SOUTH_EAST, SOUTH_EAST);
        assertThat(overview.tilesOf(List.of(new DenseSquare(SQUARE, 1)))).containsExactly(SOUTH_EAST, NORTH_WEST);
    }

    @Test
    void theTilesOfTheFirstSquareComeBeforeFullerOnesOfTheNext() {
        Overview overview = showing(NORTH_WEST, east(5), east(5));
        assertThat(overview.tilesOf(List.of(DenseSquare.of(NORTH_WEST), DenseSquare.of(east(5)))))
                .containsExactly(NORTH_WEST, east(5));
    }

    @Test
    void tilesWithoutImagesAreNotAmongTheTilesOfASquare() {
        assertThat(showing(NORTH_WEST).tilesOf(List.of(DenseSquare.of(east(5)))))
                .isEmpty();
    }
}
