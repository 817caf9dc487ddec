/**
 * The choice of requests: from a translated query to a plan that names the requests it will make, and why.
 *
 * <p>May import {@code failure}, {@code model}, {@code schema}, {@code tile} and {@code graph}, and JTS. Touches no network, keeps no
 * state and logs nothing: a plan carries its notes.
 */
@NullMarked
package io.github.gtmapillary.plan;

import org.jspecify.annotations.NullMarked;
