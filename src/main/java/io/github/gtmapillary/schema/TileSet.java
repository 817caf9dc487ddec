package io.github.gtmapillary.schema;

/** The sets of vector tiles that Mapillary serves (API documentation, section "Vector tiles"). */
public enum TileSet {
    /** Images and sequences where the devices said they were. */
    COVERAGE("mly1_public"),
    /** Images and sequences where image processing puts them. */
    COMPUTED_COVERAGE("mly1_computed_public"),
    POINTS("mly_map_feature_point"),
    TRAFFIC_SIGNS("mly_map_feature_traffic_sign");

    private final String pathName;

    TileSet(String pathName) {
        this.pathName = pathName;
    }

    /** The set with the same layers by the other position: only images and sequences have two. */
    TileSet at(Positions positions) {
        return this == COVERAGE && positions == Positions.COMPUTED ? COMPUTED_COVERAGE : this;
    }

    /** The path of a tile below the base URL; x counts from west, y from north (XYZ scheme). */
    public String path(int zoom, int x, int y) {
        return "maps/vtp/" + pathName + "/2/" + zoom + "/" + x + "/" + y;
    }
}
