package io.github.gtmapillary.fetch;

import io.github.gtmapillary.tile.TileId;

/**
 * A tile that has come.
 *
 * @param bytes not compressed; empty when it holds nothing. Nobody compares or changes them.
 */
@SuppressWarnings("ArrayRecordComponent")
record Tile(TileId id, byte[] bytes) {}
