package io.github.gtmapillary.schema;

import java.util.Set;

/**
 * A layer inside the tiles of a set.
 *
 * @param names its possible names
 * @param minZoom the least zoom at which tiles hold it
 * @param maxZoom the greatest zoom at which tiles hold it
 * @param thinned whether every zoom holds a representative choice of features, so that any zoom answers
 */
public record TileLayer(Set<String> names, int minZoom, int maxZoom, boolean thinned) {
    public TileLayer {
        names = Set.copyOf(names);
        if (names.isEmpty() || minZoom < 0 || maxZoom < minZoom) {
            throw new IllegalArgumentException(
                    "a layer needs a name and zooms from 0 up: " + names + " " + minZoom + "–" + maxZoom);
        }
    }

    /** A layer that holds everything at its greatest zoom. */
    public TileLayer(Set<String> names, int minZoom, int maxZoom) {
        this(names, minZoom, maxZoom, false);
    }
}
