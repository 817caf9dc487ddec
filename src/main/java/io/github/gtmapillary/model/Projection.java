package io.github.gtmapillary.model;

import java.util.Set;

/**
 * What of each feature is wanted. The id always comes along.
 *
 * @param attributes names of attributes other than the geometry
 * @param geometry whether the geometry is built
 * @param decisive names of the attributes that a filter or a sort uses: a value of theirs that can't be read is a failure, and one
 *     of any other attribute is null
 */
public record Projection(Set<String> attributes, boolean geometry, Set<String> decisive) {

    /** Nothing but the id: enough to count. */
    public static final Projection ID_ONLY = new Projection(Set.of(), false);

    public Projection {
        attributes = Set.copyOf(attributes);
        decisive = Set.copyOf(decisive);
    }

    /** A projection for a query that neither filters nor sorts by attributes. */
    public Projection(Set<String> attributes, boolean geometry) {
        this(attributes, geometry, Set.of());
    }
}
