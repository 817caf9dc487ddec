/**
 * The choice of requests: from a translated query to a plan that names the requests it will make, and why.
 *
 * <p>May import {@code failure}, {@code model}, {@code schema}, {@code tile} and {@code graph}, JTS, and GeoTools' loggers. Touches no network.
 */
@NullMarked
package io.github.gtmapillary.plan;

import org.jspecify.annotations.NullMarked;
