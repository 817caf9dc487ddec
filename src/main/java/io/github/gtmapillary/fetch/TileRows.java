package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.WaitTooLongException;
import io.github.gtmapillary.tile.CorruptTileException;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads tiles one after the other. Where the session skips failed tiles, it reports each that it leaves out.
 *
 * @param <T> what the reading makes of a tile
 */
final class TileRows<T> {
    private final TileReading<T> how;
    private final OrderedAnswers<TileId> tiles;
    private @Nullable TileId last;

    TileRows(TileReading<T> how, OrderedAnswers<TileId> tiles) {
        this.how = how;
        this.tiles = tiles;
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
                return tiles.nextAnswer((request, answer) -> read(current, request, answer));
            } catch (TransientApiException
                    | WaitTooLongException
                    | UnexpectedAnswerException
                    | CorruptTileException e) {
                if (!how.session().skipsFailedTiles()) {
                    throw e;
                }
                how.session().tally().skipped(how.scan().path(id), e);
            }
        }
        return null;
    }

    /** Reads a tile. A cache keeps what was decoded of it, for the next time that anybody reads it. */
    private T read(TileId id, ApiRequest request, ApiAnswer answer) throws IOException {
        ParsedTile parsed = ParsedTile.of(id, answer);
        T result = how.reader().read(parsed.tile());
        ParsedTile now = parsed.measured();
        if (now.size() > parsed.size()) {
            how.session().keepParsed(request, answer.parsedAs(now));
        }
        return result;
    }

    /** Drops the tile that was read last from the caches: it turned out to be broken further on. */
    void forgetLast() {
        if (last != null) {
            tiles.forget(last);
        }
    }
}
