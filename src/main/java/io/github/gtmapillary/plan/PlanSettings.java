package io.github.gtmapillary.plan;

import io.github.gtmapillary.schema.Positions;

/**
 * The connection parameters that concern plans.
 *
 * @param positions the position of images that counts
 * @param search the way to find entities by place
 * @param completeSequences whether lines are followed beyond the requested tiles
 * @param maxTiles the most tiles that one query may request, at least 1
 * @param graphLimit the limit on requests to the Graph API
 */
public record PlanSettings(
        Positions positions, EntitySearch search, boolean completeSequences, int maxTiles, RequestLimit graphLimit) {
    /** @throws IllegalArgumentException if the limit of tiles is less than 1 */
    public PlanSettings {
        if (maxTiles < 1) {
            throw new IllegalArgumentException("max_tiles is at least 1: " + maxTiles);
        }
    }
}
