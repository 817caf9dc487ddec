package io.github.gtmapillary.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelGridTest {

    /** The Mercator latitude as the Gudermannian function in its arctangent-of-exponential form. */
    @Test
    void positionsAreThoseOfAnIndependentFormula() {
        Random random = new Random(3);
        for (int run = 0; run < 10_000; run++) {
            int zoom = random.nextInt(15);
            TileId tile = new TileId(zoom, random.nextInt(1 << zoom), random.nextInt(1 << zoom));
            int x = random.nextInt(4097);
            int y = random.nextInt(4097);
            double pixels = 4096.0 * (1 << zoom);
            double north = Math.PI - 2 * Math.PI * (tile.y() * 4096.0 + y) / pixels;
            double lat = Math.toDegrees(2 * Math.atan(Math.exp(north)) - Math.PI / 2);
            double lon = (tile.x() * 4096.0 + x) * 360 / pixels - 180;
            PixelGrid grid = new PixelGrid(tile, 4096);
            assertThat(grid.lat(y)).isCloseTo(lat, within(1e-11));
            assertThat(grid.lon(x)).isCloseTo(lon, within(1e-11));
        }
    }

    @Test
    void theWorldEndsAtTheEdgesOfTheSquare() {
        PixelGrid world = new PixelGrid(new TileId(0, 0, 0), 4096);
        assertThat(world.lon(0)).isEqualTo(-180);
        assertThat(world.lon(2048)).isEqualTo(0);
        assertThat(world.lon(4096)).isEqualTo(180);
        assertThat(world.lat(0)).isCloseTo(85.0511287798066, within(1e-12));
        assertThat(world.lat(2048)).isEqualTo(0);
        assertThat(world.lat(4096)).isCloseTo(-85.0511287798066, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096, 8192, 1000})
    void neighboursAgreeOnTheirSharedEdgeBitForBit(int extent) {
        Random random = new Random(extent);
        for (int run = 0; run < 10_000; run++) {
            int x = random.nextInt((1 << 14) - 1);
            int y = random.nextInt((1 << 14) - 1);
            int along = random.nextInt(extent + 1);
            PixelGrid here = new PixelGrid(new TileId(14, x, y), extent);
            PixelGrid east = new PixelGrid(new TileId(14, x + 1, y), extent);
            PixelGrid south = new PixelGrid(new TileId(14, x, y + 1), extent);
            assertThat(here.position(extent, along)).isEqualTo(east.position(0, along));
            assertThat(here.position(along, extent)).isEqualTo(south.position(along, 0));
        }
    }
}
