package io.github.gtmapillary.model;

import java.util.Set;

/**
 * The parts of each feature that a query needs. Rows always have the id.
 *
 * @param attributes names of attributes other than the geometry
 * @param geometry whether the geometry is built
 * @param decisive names of the attributes that a filter or a sort uses: if one of their values cannot be read, the
 *     query fails; an unreadable value of any other attribute is null
 * @param named names of the attributes that the query itself names, as opposed to those that come with "all attributes"
 */
public record Projection(Set<String> attributes, boolean geometry, Set<String> decisive, Set<String> named) {

    /** The id alone, which is enough to count features. */
    public static final Projection ID_ONLY = new Projection(Set.of(), false);

    public Projection {
        attributes = Set.copyOf(attributes);
        decisive = Set.copyOf(decisive);
        named = Set.copyOf(named);
    }

    /**
     * Makes a projection for a query that neither filters nor sorts by attributes, and names none.
     *
     * @param attributes names of attributes other than the geometry
     * @param geometry whether the geometry is built
     */
    public Projection(Set<String> attributes, boolean geometry) {
        this(attributes, geometry, Set.of(), Set.of());
    }

    /**
     * Makes a projection with other attributes, and with the geometry.
     *
     * @param otherAttributes names of attributes other than the geometry
     * @return the new projection
     */
    public Projection withGeometryAnd(Set<String> otherAttributes) {
        return new Projection(otherAttributes, true, decisive, named);
    }
}
