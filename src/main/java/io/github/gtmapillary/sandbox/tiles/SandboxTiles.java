package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.Positions;
import io.github.gtmapillary.sandbox.world.SandboxSequence;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.util.List;
import java.util.Map;

/** The expected contents of sandbox tiles, for tests that check decoded tiles. */
public final class SandboxTiles {

    /** Lines are in tiles from this zoom on. */
    public static final int MIN_LINE_ZOOM = 6;

    private SandboxTiles() {}

    /**
     * The line of a sequence as tiles hold it: cut exactly at their edges (a piece that would be a single point is dropped), in
     * parts where it comes back to a place, below zoom 14 generalised.
     *
     * @param zoom {@value #MIN_LINE_ZOOM} to 14
     * @return by tile, in the order of the line: polylines in capture order, of at least two pixels of the whole world at the
     *     zoom, each 0 to 4096 from the tile's north-west corner; empty for a sequence without a line
     */
    public static Map<TileCoord, List<List<Pixel>>> linePieces(
            SandboxSequence sequence, Positions positions, int zoom) {
        if (zoom < MIN_LINE_ZOOM || zoom > GridPosition.ZOOM) {
            throw new IllegalArgumentException("no lines at zoom " + zoom);
        }
        return SequenceLine.of(sequence, positions).pieces(zoom);
    }
}
