package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Region;

/**
 * Lines are followed into further tiles until they end inside of one.
 *
 * @param region the lines that touch it
 * @param maxTiles most tiles in all
 */
public record Following(Region region, int maxTiles) {}
