package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.tile.TileCover;

/** Finds the tiles that a region touches, as {@link TileCover#of} does. */
@FunctionalInterface
interface TileCovers {
    TileCover of(Region region, int zoom, long most);
}
