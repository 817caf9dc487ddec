package io.github.gtmapillary.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GridPositionTest {

    private static final long HALF = 1L << 25;

    @Test
    void theMiddleOfTheWorldIsTheCornerOfFourTiles() {
        GridPosition middle = GridPosition.of(new Position(0, 0));
        assertThat(middle).isEqualTo(new GridPosition(HALF, HALF));
        assertThat(middle.tile()).isEqualTo(new TileCoord(14, 8192, 8192));
        assertThat(GridPosition.of(new Position(-1e-9, 1e-9))).isEqualTo(new GridPosition(HALF - 1, HALF - 1));
    }

    @Test
    void theDateLineIsTheWestEdge() {
        assertThat(GridPosition.of(new Position(-180, -16.8)).x()).isZero();
        assertThat(GridPosition.of(new Position(Math.nextDown(180.0), -16.8)).x())
                .isEqualTo((1L << 26) - 1);
    }

    @Test
    void theBrandenburgGateIsInItsTileOfTheXyzScheme() {
        GridPosition gate = GridPosition.of(new Position(13.37771496361961, 52.51628011262304));
        assertThat(gate.tile()).isEqualTo(new TileCoord(14, 8800, 5373));
        assertThat(gate.tile(10)).isEqualTo(new TileCoord(10, 550, 335));
        assertThat(gate.lon()).isCloseTo(13.377715, within(6e-6));
        assertThat(gate.lat()).isCloseTo(52.516280, within(6e-6));
    }

    @Test
    void bothEndsOfTheTilesAreOnTheGrid() {
        assertThat(GridPosition.of(new Position(0, Position.MAX_LATITUDE))
                        .tile()
                        .y())
                .isZero();
        assertThat(GridPosition.of(new Position(0, -Position.MAX_LATITUDE))
                        .tile()
                        .y())
                .isEqualTo(16383);
    }
}
