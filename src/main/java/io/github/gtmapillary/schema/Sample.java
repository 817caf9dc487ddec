package io.github.gtmapillary.schema;

import java.util.Collection;
import java.util.Set;

/**
 * A type as a thinned layer of tiles shows it: some of its features, with some of their attributes.
 *
 * @param type the same type, read from the tiles of the sample
 * @param attributes the attributes that the sample has
 */
public record Sample(TypeSchema type, Set<String> attributes) {
    public Sample {
        attributes = Set.copyOf(attributes);
    }

    /** Whether the sample has all of these attributes, so that a filter on them can be evaluated on it. */
    public boolean has(Collection<String> names) {
        return attributes.containsAll(names);
    }
}
