package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.SandboxImage;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.Comparator;

/**
 * The one image that represents all images in a cell of the overview.
 *
 * @param cell column and row of the cell in the whole world, 256 to a tile
 */
record OverviewPoint(Pixel cell, SandboxImage image) {

    /** Units of a tile along a cell. */
    static final int CELL = 16;

    /** The offset of the point in its cell, as the service has it. */
    private static final int CENTRE = 7;

    private static final Comparator<SandboxImage> BY_AGE =
            Comparator.comparingLong(SandboxImage::capturedAt).thenComparingLong(SandboxImage::id);

    static OverviewPoint of(GridPosition position, int zoom, SandboxImage image) {
        Pixel pixel = position.pixel().atZoom(zoom);
        return new OverviewPoint(new Pixel(pixel.x() / CELL, pixel.y() / CELL), image);
    }

    /** Returns the point with the newer image. */
    static OverviewPoint newest(OverviewPoint one, OverviewPoint other) {
        return BY_AGE.compare(one.image, other.image) >= 0 ? one : other;
    }

    /** Returns the pixel of the point in the whole world. */
    Pixel pixel() {
        return new Pixel(cell.x() * CELL + CENTRE, cell.y() * CELL + CENTRE);
    }

    TileCoord tile(int zoom) {
        long cells = TileCoord.EXTENT / CELL;
        return new TileCoord(zoom, (int) (cell.x() / cells), (int) (cell.y() / cells));
    }
}
