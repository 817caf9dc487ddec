/**
 * The Graph API: the requests for entities, and rows from the JSON answers.
 *
 * <p>May import {@code failure}, {@code model}, {@code schema}, JTS, Jackson and the generated classes of the tile library. Touches no network.
 */
@NullMarked
package io.github.gtmapillary.graph;

import org.jspecify.annotations.NullMarked;
