/**
 * The choice of requests: makes from a translated query a plan, which names its requests and the reason for them.
 *
 * <p>May import {@code failure}, {@code model}, {@code schema}, {@code tile} and {@code graph}, and JTS. Touches no network, keeps no
 * state and logs nothing: a plan carries its notes.
 */
@NullMarked
package io.github.gtmapillary.plan;

import org.jspecify.annotations.NullMarked;
