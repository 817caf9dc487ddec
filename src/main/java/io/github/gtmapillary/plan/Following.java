package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Region;

/**
 * Follows lines into further tiles until they end inside a tile.
 *
 * @param region the region that followed lines touch
 * @param maxTiles most tiles in all
 */
public record Following(Region region, int maxTiles) {}
