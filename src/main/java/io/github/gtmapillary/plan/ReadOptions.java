package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Projection;

/**
 * How a caller wants to read the rows of a plan.
 *
 * @param projection the attributes and the geometry that each row holds
 * @param naturalOrder whether rows come in natural order: by tile, and within a tile by id. Otherwise they come as they are found.
 * @param mayStopEarly whether the caller is likely to stop before the last row, so that the read requests little ahead of it
 */
public record ReadOptions(Projection projection, boolean naturalOrder, boolean mayStopEarly) {}
