package io.github.gtmapillary.plan;

import io.github.gtmapillary.schema.TileLayer;

/**
 * The resolution of the map that features are read for: smaller details are invisible.
 *
 * @param degrees the largest invisible span, positive
 */
public record RenderingGrain(double degrees) {
    /** Pixels along a tile's side (MVT specification 2.1, section 4.1, as Mapillary uses it). */
    private static final int PIXELS = 4096;

    /** Pixels of a map along the side that one tile of the map's zoom covers. */
    private static final int MAP_PIXELS = 256;

    /** @throws IllegalArgumentException if the span is not positive */
    public RenderingGrain {
        if (!(degrees > 0)) {
            throw new IllegalArgumentException("a grain is more than 0 degrees: " + degrees);
        }
    }

    /** The coarsest zoom of a layer whose positions are as fine as the map, or else the layer's finest zoom. */
    int zoomOf(TileLayer layer) {
        int zoom = layer.minZoom();
        while (zoom < layer.maxZoom() && 360.0 / ((1L << zoom) * PIXELS) > degrees) {
            zoom++;
        }
        return zoom;
    }

    /** The zoom of a web map with this grain, at least 0. */
    int mapZoom() {
        return (int) Math.max(0, Math.round(Math.log(360.0 / (MAP_PIXELS * degrees)) / Math.log(2)));
    }
}
