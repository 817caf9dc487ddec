package io.github.gtmapillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The tile that benchmarks read: zoom 14, column 8591, row 5747.
 *
 * @param bytes as Mapillary sends it, not compressed
 * @param recorded whether Mapillary has sent it; otherwise it is made
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares tiles
record BenchTile(byte[] bytes, boolean recorded) {
    static final int ZOOM = 14;
    static final int X = 8591;
    static final int Y = 5747;

    private static final int IMAGES = 10_250;
    private static final int TILES_A_SIDE = 1 << ZOOM;

    /** A box inside the tile that all of its positions touch but those of the outermost pixels. */
    static final String BOX = box(1, 1);

    /** Takes the recorded tile where it is at hand, and makes one of the same shape otherwise. */
    static BenchTile find() throws IOException {
        Path file = Path.of(
                System.getProperty("mapillary.fixtures", "../shared/fixtures"), "tiles/coverage/z14-swiss-2024.mvt");
        return Files.isRegularFile(file) ? new BenchTile(Files.readAllBytes(file), true) : made();
    }

    /** A tile of the recorded one's shape, the same at each call. */
    static BenchTile made() {
        return new BenchTile(new TileMaker(20_261_128).tile(IMAGES), false);
    }

    /** The path of a tile of coverage, below the base URL of the tiles. */
    static String path(int x, int y) {
        return "/maps/vtp/mly1_public/2/" + ZOOM + "/" + x + "/" + y;
    }

    /**
     * A box in CQL whose north-western corner is that of the benchmarks' tile.
     *
     * @param columns how many tiles it has from west to east
     * @param rows how many tiles it has from north to south
     */
    static String box(int columns, int rows) {
        return "BBOX(geometry, " + lon(X) + ", " + lat(Y + rows - 1e-5) + ", " + lon(X + columns - 1e-5) + ", "
                + (lat(Y) + 1e-12) + ")";
    }

    static double lon(double x) {
        return x * 360 / TILES_A_SIDE - 180;
    }

    static double lat(double y) {
        return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * y / TILES_A_SIDE))));
    }
}
