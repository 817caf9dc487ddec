package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.fetch.SearchFront.Portion;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.OverviewGuidedScan;
import io.github.gtmapillary.plan.OverviewGuidedScan.Shortfall;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class SearchFrontTest {
    /** A tile of zoom 14 in the part 5/17/10, and one in the part 5/18/10. */
    private static final TileId HERE = new TileId(14, 8961, 5249);

    private static final TileId THERE = new TileId(14, 9300, 5249);
    private static final TileId PART_HERE = new TileId(5, 17, 10);
    private static final TileId PART_THERE = new TileId(5, 18, 10);

    private Region area = Region.EVERYWHERE;
    private TypeSchema schema = MapillaryTypes.IMAGES;
    private List<TileId> parts = List.of();
    private Shortfall shortfall = Shortfall.FAIL;

    private SearchFront front(int maxTiles) {
        return new SearchFront(new OverviewGuidedScan(
                schema,
                MapillaryTypes.OVERVIEW.tileSet(Positions.ORIGINAL),
                schema.tileSet(Positions.ORIGINAL),
                Optional.empty(),
                area,
                parts,
                Condition.ALWAYS,
                false,
                maxTiles,
                shortfall,
                "a test"));
    }

    private static Overview showing(TileId... tiles) {
        return new Overview(
                Stream.of(tiles).collect(Collectors.toMap(tile -> tile, tile -> 1, Integer::sum)), List.of());
    }

    private static List<TileId> quarters(TileId tile) {
        return DenseSquare.of(tile).quarters();
    }

    @Test
    void thePartsOfThePlanComeFirst() {
        parts = List.of(PART_HERE);
        assertThat(front(10).nextPart()).contains(PART_HERE);
    }

    @Test
    void thePartWithMostImagesIsTheFirst() {
        SearchFront front = front(10);
        front.sawWorld(showing(HERE, THERE, THERE));
        assertThat(front.nextPart()).contains(PART_THERE);
        assertThat(front.nextPart()).contains(PART_HERE);
        assertThat(front.nextPart()).isEmpty();
    }

    @Test
    void aPartOfTheAreaComesThoughTheWorldShowsNoImageInIt() {
        area = Region.of(new GeometryFactory().toGeometry(new Envelope(16.88, 16.9, 54.0, 54.1)));
        SearchFront front = front(10);
        front.sawWorld(showing(THERE));
        assertThat(front.nextPart()).contains(PART_HERE);
        assertThat(front.nextPart()).isEmpty();
    }

    @Test
    void theNextPartWaitsUntilAllSquaresAreRead() {
        SearchFront front = front(10);
        front.sawWorld(showing(HERE, THERE));
        front.nextPart();
        front.sawPart(showing(HERE));
        assertThat(front.nextPart()).isEmpty();
        assertThat(front.nextSquare()).map(Portion::tiles).contains(quarters(HERE));
        assertThat(front.nextPart()).contains(PART_THERE);
    }

    @Test
    void theDensestSquareIsTheFirst() {
        SearchFront front = front(10);
        front.sawPart(showing(HERE, THERE, THERE));
        assertThat(front.nextSquare())
                .map(Portion::square)
                .map(DenseSquare::tile)
                .contains(DenseSquare.parent(THERE));
    }

    @Test
    void tilesOutsideOfTheAreaAreLeftOut() {
        // its western edge lies within the eastern tiles of the square
        area = Region.of(new GeometryFactory().toGeometry(new Envelope(16.9, 17, 54, 54.6)));
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        assertThat(front.nextSquare())
                .map(Portion::tiles)
                .contains(List.of(new TileId(14, 8961, 5248), new TileId(14, 8961, 5249)));
    }

    @Test
    void aSquareWithMoreTilesThanAreLeftIsNotRead() {
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        front.count(7);
        assertThat(front.nextSquare()).isEmpty();
    }

    @Test
    void noPartIsReadWithoutATileLeft() {
        SearchFront front = front(10);
        front.sawWorld(showing(HERE));
        front.count(10);
        assertThat(front.nextPart()).isEmpty();
    }

    @Test
    void aSearchThatMayEndEarlyTriesSingleTilesFirst() {
        shortfall = Shortfall.ACCEPT;
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        assertThat(front.nextSingleTile()).map(Portion::tiles).contains(List.of(HERE));
        assertThat(front.nextSingleTile()).isEmpty();
    }

    @Test
    void aTileThatWasTriedAloneIsNotReadAgain() {
        shortfall = Shortfall.ACCEPT;
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        front.nextSingleTile();
        assertThat(front.nextSquare().orElseThrow().tiles()).hasSize(3).doesNotContain(HERE);
    }

    /** The search used to end there, with parts left to look at. */
    @Test
    void aSquareWithoutAnyTileLeftDoesNotKeepFromTheNextPart() {
        shortfall = Shortfall.ACCEPT;
        // of the square only this tile
        Envelope tile = TileCover.bounds(HERE).toEnvelope();
        Coordinate middle = tile.centre();
        area = Region.of(new GeometryFactory().toGeometry(new Envelope(middle.x, 30, middle.y, middle.y)));
        SearchFront front = front(10);
        front.sawWorld(showing(HERE, THERE));
        front.nextPart();
        front.sawPart(showing(HERE));
        assertThat(front.nextSingleTile()).isPresent();
        assertThat(front.nextPart()).contains(PART_THERE);
    }

    @Test
    void aSquareThatTheOverviewShowsAnImageInHoldsSome() {
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        assertThat(front.nextSquare()).map(Portion::holdsSome).contains(true);
    }

    @Test
    void aSingleTileNeedNotHoldTheImage() {
        shortfall = Shortfall.ACCEPT;
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        assertThat(front.nextSingleTile()).map(Portion::holdsSome).contains(false);
    }

    @Test
    void whereAnImageWasFoundTheOtherTilesMayBeEmpty() {
        shortfall = Shortfall.ACCEPT;
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        front.found(front.nextSingleTile().orElseThrow().square());
        assertThat(front.nextSquare()).map(Portion::holdsSome).contains(false);
    }

    @Test
    void imagesTellNothingOfOtherTiles() {
        schema = MapillaryTypes.POINTS;
        SearchFront front = front(10);
        front.sawPart(showing(HERE));
        assertThat(front.nextSquare()).map(Portion::holdsSome).contains(false);
    }

    @Test
    void anAbandonedSearchHasNoPlaceLeft() {
        shortfall = Shortfall.ACCEPT;
        SearchFront front = front(10);
        front.sawWorld(showing(HERE, THERE));
        front.sawPart(showing(HERE));
        front.abandon();
        assertThat(front.nextSingleTile()).isEmpty();
        assertThat(front.nextPart()).isEmpty();
        assertThat(front.nextSquare()).isEmpty();
    }
}
