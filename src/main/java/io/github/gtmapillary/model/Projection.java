package io.github.gtmapillary.model;

import java.util.Set;

/**
 * What of each feature is wanted. The id always comes along.
 *
 * @param attributes names of attributes other than the geometry
 * @param geometry whether the geometry is built
 */
public record Projection(Set<String> attributes, boolean geometry) {

    /** Nothing but the id: enough to count. */
    public static final Projection ID_ONLY = new Projection(Set.of(), false);

    public Projection {
        attributes = Set.copyOf(attributes);
    }
}
