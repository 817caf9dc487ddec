/**
 * A local stand-in of the Mapillary API over a made, deterministic world.
 *
 * <p>May import the JDK, JTS, Jackson and the tile library. It shares no code with the packages that it is used to test.
 */
@NullMarked
package io.github.gtmapillary.sandbox;

import org.jspecify.annotations.NullMarked;
