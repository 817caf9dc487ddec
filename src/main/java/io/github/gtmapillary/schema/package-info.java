/**
 * What Mapillary serves and how it is called: tile sets, their layers and zooms, and for each feature type the attributes
 * with the tile properties they come from.
 *
 * <p>May import {@code model} and JTS.
 */
@NullMarked
package io.github.gtmapillary.schema;

import org.jspecify.annotations.NullMarked;
