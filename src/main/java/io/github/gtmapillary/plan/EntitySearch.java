package io.github.gtmapillary.plan;

/** The way to find entities by place. */
public enum EntitySearch {
    /** By their ids in tiles, which hold all of them; then the entities by id. */
    TILES,
    /** By the Graph API's own search, which leaves entities out where there are many. */
    GRAPH
}
