package io.github.gtmapillary.sandbox.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileCacheTest {

    private final TileCache cache = new TileCache(3_000);
    private final List<Integer> encoded = new ArrayList<>();

    @Test
    void aTileIsEncodedOnceWhileThereIsRoom() {
        get(0);
        get(1);
        get(0);
        assertThat(encoded).containsExactly(0, 1);
    }

    @Test
    void theTileNotUsedForLongestMakesRoom() {
        get(0);
        get(1);
        get(0);
        get(2);
        get(0);
        get(1);
        assertThat(encoded).containsExactly(0, 1, 2, 1);
    }

    @Test
    void emptyTilesTakeRoomToo() {
        for (int x = 0; x < 100; x++) {
            cache.get(TileSet.POINTS, new TileCoord(14, x, 1), () -> new byte[0]);
        }
        get(0);
        cache.get(TileSet.POINTS, new TileCoord(14, 0, 1), () -> {
            encoded.add(-1);
            return new byte[0];
        });
        assertThat(encoded).containsExactly(0, -1);
    }

    private void get(int x) {
        cache.get(TileSet.POINTS, new TileCoord(14, x, 0), () -> {
            encoded.add(x);
            return new byte[1_000];
        });
    }
}
