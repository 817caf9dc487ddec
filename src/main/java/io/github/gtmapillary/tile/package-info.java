/**
 * Tiles: finds the tiles that a region touches, and decodes vector tiles into rows.
 *
 * <p>May import {@code failure}, {@code model} and {@code schema}, JTS, HPPC and the generated classes of the tile library. Touches no network.
 */
@NullMarked
package io.github.gtmapillary.tile;

import org.jspecify.annotations.NullMarked;
