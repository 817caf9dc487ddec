package io.github.gtmapillary.plan;

import io.github.gtmapillary.schema.Positions;

/**
 * The connection parameters that concern plans.
 *
 * @param positions which position of images counts
 * @param search how entities are found by place
 * @param completeSequences whether lines are followed over the edges of the tiles asked for
 * @param maxTiles most tiles that one query may ask for, at least 1
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
