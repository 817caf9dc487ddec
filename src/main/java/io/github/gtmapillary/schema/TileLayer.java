package io.github.gtmapillary.schema;

import java.util.Set;

/**
 * A layer inside the tiles of a set.
 *
 * @param names what it may be called
 * @param minZoom the least zoom at which tiles hold it
 * @param maxZoom the greatest zoom at which tiles hold it
 */
public record TileLayer(Set<String> names, int minZoom, int maxZoom) {
    public TileLayer {
        names = Set.copyOf(names);
        if (names.isEmpty() || minZoom < 0 || maxZoom < minZoom) {
            throw new IllegalArgumentException(
                    "a layer needs a name and zooms from 0 up: " + names + " " + minZoom + "–" + maxZoom);
        }
    }
}
