package io.github.gtmapillary.plan;

/** How entities are found by place. */
public enum EntitySearch {
    /** Their ids in tiles, which hold all of them; then the entities by id. */
    TILES,
    /** By the Graph API's own search, which leaves some out where there are many. */
    GRAPH
}
