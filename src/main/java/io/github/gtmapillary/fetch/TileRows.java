package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.WaitTooLongException;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.tile.CorruptTileException;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through tiles and hands on what one reads of each. Where broken tiles are to be skipped, a tile's rows come only once all of
 * them are there.
 */
final class TileRows<T> {
    /** Reads a tile. */
    interface Reading<T> {
        T read(Tile tile) throws IOException;
    }

    private final OrderedAnswers<TileId> tiles;
    private final TileScan scan;
    private final boolean skipFailed;
    private final FetchTally tally;
    private final Reading<T> reading;
    private @Nullable TileId last;

    TileRows(OrderedAnswers<TileId> tiles, TileScan scan, boolean skipFailed, FetchTally tally, Reading<T> reading) {
        this.tiles = tiles;
        this.scan = scan;
        this.skipFailed = skipFailed;
        this.tally = tally;
        this.reading = reading;
    }

    /**
     * Reads the next tile that can be read.
     *
     * @return null after the last
     */
    @Nullable T next() throws IOException {
        for (TileId id = tiles.nextKey(); id != null; id = tiles.nextKey()) {
            try {
                TileId current = id;
                last = id;
                return tiles.next(bytes -> reading.read(new Tile(current, bytes)));
            } catch (TransientApiException
                    | WaitTooLongException
                    | UnexpectedAnswerException
                    | CorruptTileException e) {
                if (!skipFailed) {
                    throw e;
                }
                tally.skipped(scan.path(id), e);
            }
        }
        return null;
    }

    /** Drops the tile that was read last from the caches: it turned out to be broken further on. */
    void forgetLast() {
        if (last != null) {
            tiles.forget(last);
        }
    }
}
