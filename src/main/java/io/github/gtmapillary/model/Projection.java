package io.github.gtmapillary.model;

import java.util.Set;

/**
 * What of each feature is wanted. The id always comes along.
 *
 * @param attributes names of attributes other than the geometry
 * @param geometry whether the geometry is built
 * @param decisive names of the attributes that a filter or a sort uses: a value of theirs that can't be read is a failure, and one
 *     of any other attribute is null
 * @param named names of the attributes that the query itself names, as opposed to those that come with "all attributes"
 */
public record Projection(Set<String> attributes, boolean geometry, Set<String> decisive, Set<String> named) {

    /** Nothing but the id: enough to count. */
    public static final Projection ID_ONLY = new Projection(Set.of(), false);

    public Projection {
        attributes = Set.copyOf(attributes);
        decisive = Set.copyOf(decisive);
        named = Set.copyOf(named);
    }

    /** A projection for a query that neither filters nor sorts by attributes, nor names any. */
    public Projection(Set<String> attributes, boolean geometry) {
        this(attributes, geometry, Set.of(), Set.of());
    }

    /** The same with other attributes, and with the geometry. */
    public Projection withGeometryAnd(Set<String> otherAttributes) {
        return new Projection(otherAttributes, true, decisive, named);
    }
}
