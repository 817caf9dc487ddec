package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.List;

/**
 * How the tiles of one scan are read.
 *
 * @param scan names the set of tiles and the type
 * @param readAhead how many tiles are asked for at a time
 * @param reader decodes a tile
 * @param <T> what the reader makes of a tile
 */
record TileReading<T>(FetchSession session, TileScan scan, ReadAhead readAhead, Reader<T> reader) {

    /** Decodes a tile. */
    @FunctionalInterface
    interface Reader<T> {
        T read(DecodedTile tile) throws IOException;
    }

    /**
     * Reads tiles; asks for none before the first is read.
     *
     * @param tiles tiles of the scan's set, not only those that the scan names
     * @param expectation of data where another answer shows that these tiles hold something, such as a line that leads there
     */
    TileRows<T> open(List<TileId> tiles, Expectation expectation) {
        return new TileRows<>(
                this,
                new OrderedAnswers<>(
                        session,
                        Keys.of(tiles),
                        tile -> expectation.of(ApiRequest.tile(scan.path(tile))
                                .at(TileCover.bounds(tile).toPlace())),
                        readAhead));
    }
}
