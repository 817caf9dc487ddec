package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Projection;

/**
 * How the rows of a plan are wanted.
 *
 * @param projection what each row holds
 * @param naturalOrder whether they come by tile and within a tile by id, or as they are found
 * @param mayStopEarly whether the caller is likely to stop before the end, so that little should be asked for ahead of it
 */
public record Delivery(Projection projection, boolean naturalOrder, boolean mayStopEarly) {}
