package io.github.gtmapillary.fetch;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ParsedBody;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileId;

/**
 * A tile with what was decoded of it.
 *
 * @param size in bytes, without those of the tile itself
 */
record ParsedTile(DecodedTile tile, long size) implements ParsedBody {

    /** The tile of an answer: the tile kept with it, or a new one that is not decoded yet. */
    static ParsedTile of(TileId id, ApiAnswer answer) {
        return answer.parsed() instanceof ParsedTile kept && kept.tile.id().equals(id)
                ? kept
                : new ParsedTile(new DecodedTile(id, answer.body()), 0);
    }

    /** The same tile with the size that it has now. */
    ParsedTile measured() {
        return new ParsedTile(tile, tile.size());
    }
}
