package io.github.gtmapillary.model;

/**
 * One disjunct of a filter: one side of its ORs. A filter accepts a feature only if at least one of its disjuncts holds.
 *
 * <p>Both components are necessary, not sufficient: the filter may still reject a feature that fulfils them. For example, {@code
 * BBOX(geometry, 1, 2, 3, 4, 'CRS:84') OR "id" = '7'} has two disjuncts. The first has the box as its region. The second has the id as its
 * condition and {@link Region#EVERYWHERE} as its region.
 *
 * @param condition every feature of the disjunct fulfils this condition
 * @param region the geometry of every feature of the disjunct touches this region
 */
public record Disjunct(Condition condition, Region region) {}
