/**
 * Runs a plan. {@link PlanRunner} opens a {@link FetchSession} for each read. The rows of the plan send their requests through it, a few
 * at a time, decode the answers one by one, put together pieces of the same feature, and return rows as they are asked for.
 *
 * <p>These classes stay together: the rows of each plan use the same session, answers and tally, which a split would make public.
 *
 * <p>May import {@code failure}, {@code plan}, {@code tile}, {@code graph}, {@code http}, {@code model} and {@code schema}, JTS, HPPC, and GeoTools'
 * loggers.
 */
@NullMarked
package io.github.gtmapillary.fetch;

import org.jspecify.annotations.NullMarked;
