package io.github.gtmapillary.fetch;

import io.github.gtmapillary.tile.TileId;

/**
 * A tile as the host answered it.
 *
 * @param bytes the tile, not compressed; empty if the tile holds nothing. No code compares or changes them.
 */
@SuppressWarnings("ArrayRecordComponent")
record Tile(TileId id, byte[] bytes) {}
