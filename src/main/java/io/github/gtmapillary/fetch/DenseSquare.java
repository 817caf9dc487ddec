package io.github.gtmapillary.fetch;

import io.github.gtmapillary.tile.TileId;
import java.util.Comparator;
import java.util.List;

/**
 * A square of 2 × 2 tiles of the finest zoom in which the overview shows images. The natural order puts the densest square first.
 *
 * @param tile the square as a tile of the zoom above
 * @param density the number of images that the overview shows in and around the square; nearer images count more
 */
record DenseSquare(TileId tile, int density) implements Comparable<DenseSquare> {
    private static final Comparator<DenseSquare> ORDER =
            Comparator.comparingInt(DenseSquare::density).reversed().thenComparing(DenseSquare::tile);

    /** The square that a tile is a quarter of. */
    static DenseSquare of(TileId quarter) {
        return new DenseSquare(parent(quarter), 0);
    }

    /** The tile of the zoom above that holds a tile. */
    static TileId parent(TileId tile) {
        return new TileId(tile.zoom() - 1, tile.x() / 2, tile.y() / 2);
    }

    /** Its four tiles. */
    List<TileId> quarters() {
        int x = 2 * tile.x();
        int y = 2 * tile.y();
        int zoom = tile.zoom() + 1;
        return List.of(
                new TileId(zoom, x, y),
                new TileId(zoom, x, y + 1),
                new TileId(zoom, x + 1, y),
                new TileId(zoom, x + 1, y + 1));
    }

    @Override
    public int compareTo(DenseSquare other) {
        return ORDER.compare(this, other);
    }
}
