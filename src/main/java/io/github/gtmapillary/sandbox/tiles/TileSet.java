package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.GridPosition;
import java.util.Arrays;
import java.util.Optional;

/** The tile sets that the sandbox serves. */
enum TileSet {
    ORIGINAL_COVERAGE("mly1_public", 0, 0),
    COMPUTED_COVERAGE("mly1_computed_public", 0, 1),
    POINTS("mly_map_feature_point", GridPosition.ZOOM, 2),
    TRAFFIC_SIGNS("mly_map_feature_traffic_sign", GridPosition.ZOOM, 0);

    private final String path;
    private final int minZoom;
    private final int emptyAnswer;

    TileSet(String path, int minZoom, int emptyAnswer) {
        this.path = path;
        this.minZoom = minZoom;
        this.emptyAnswer = emptyAnswer;
    }

    static Optional<TileSet> byPath(String path) {
        return Arrays.stream(values()).filter(set -> set.path.equals(path)).findFirst();
    }

    boolean hasZoom(int zoom) {
        return zoom >= minZoom && zoom <= GridPosition.ZOOM;
    }

    /** An offset into the three answers for an empty tile, so that the sets differ. */
    int emptyAnswer() {
        return emptyAnswer;
    }
}
