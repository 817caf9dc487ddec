package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.tile.TileId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DenseSquareTest {
    private static final TileId TILE = new TileId(13, 4480, 2624);

    @Test
    void aTileIsAQuarterOfTheTileOfTheZoomAbove() {
        assertThat(DenseSquare.of(new TileId(14, 8961, 5249)).tile()).isEqualTo(TILE);
    }

    @Test
    void aSquareOfATileHasNoDensityYet() {
        assertThat(DenseSquare.of(new TileId(14, 8961, 5249)).density()).isZero();
    }

    @Test
    void theQuartersComeColumnByColumnFromTheNorthWest() {
        assertThat(new DenseSquare(TILE, 1).quarters())
                .containsExactly(
                        new TileId(14, 8960, 5248),
                        new TileId(14, 8960, 5249),
                        new TileId(14, 8961, 5248),
                        new TileId(14, 8961, 5249));
    }

    @Test
    void eachQuarterLeadsBackToTheSquare() {
        assertThat(new DenseSquare(TILE, 1).quarters())
                .extracting(DenseSquare::parent)
                .containsOnly(TILE);
    }

    @Test
    void theQuartersOfTheSquareInTheSouthEastEndWithTheLastTileOfTheWorld() {
        assertThat(new DenseSquare(new TileId(13, 8191, 8191), 1).quarters())
                .last()
                .isEqualTo(new TileId(14, 16383, 16383));
    }

    @Test
    void theDensestSquareComesFirst() {
        DenseSquare dense = new DenseSquare(new TileId(13, 7, 7), 9);
        DenseSquare sparse = new DenseSquare(new TileId(13, 1, 1), 2);
        assertThat(Stream.of(sparse, dense).sorted()).containsExactly(dense, sparse);
    }

    @Test
    void ofEquallyDenseSquaresTheWesternOneComesFirst() {
        DenseSquare west = new DenseSquare(new TileId(13, 1, 7), 5);
        DenseSquare east = new DenseSquare(new TileId(13, 2, 1), 5);
        assertThat(Stream.of(east, west).sorted()).containsExactly(west, east);
    }
}
