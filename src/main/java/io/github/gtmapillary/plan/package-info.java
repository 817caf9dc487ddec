/**
 * The choice of requests: makes from a translated query a plan, which names its requests and the reason for them.
 *
 * <p>The plans, a file each, and the planners stay together: only {@code QueryPlanner} has to be public of the planners.
 *
 * <p>May import {@code failure}, {@code model}, {@code schema}, {@code tile} and {@code graph}, and JTS. Touches no network, keeps no
 * state and logs nothing: a plan carries its notes.
 */
@NullMarked
package io.github.gtmapillary.plan;

import org.jspecify.annotations.NullMarked;
