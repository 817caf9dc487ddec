package io.github.gtmapillary.plan;

import io.github.gtmapillary.schema.Positions;

/**
 * What a store's parameters say about plans.
 *
 * @param positions which position of images counts
 * @param search how entities are found by place
 * @param completeSequences whether lines are followed over the edges of the tiles asked for
 * @param maxTiles most tiles that one query may ask for, at least 1
 * @param maxGraphRequests most requests to the Graph API that one query may make, at least 1
 */
public record PlanSettings(
        Positions positions, EntitySearch search, boolean completeSequences, int maxTiles, int maxGraphRequests) {
    /** @throws IllegalArgumentException if a limit is less than 1 */
    public PlanSettings {
        if (maxTiles < 1 || maxGraphRequests < 1) {
            throw new IllegalArgumentException(
                    "max_tiles and max_graph_requests are at least 1: " + maxTiles + ", " + maxGraphRequests);
        }
    }
}
