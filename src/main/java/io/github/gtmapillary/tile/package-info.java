/**
 * Tile arithmetic and decoding: which tiles a region touches, and what the bytes of a vector tile hold.
 *
 * <p>May import {@code model} and {@code schema}, JTS, HPPC and the generated classes of the tile library. Touches no network.
 */
@NullMarked
package io.github.gtmapillary.tile;

import org.jspecify.annotations.NullMarked;
