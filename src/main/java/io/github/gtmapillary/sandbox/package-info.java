/**
 * A local server that answers like the Mapillary API from a generated, deterministic world.
 *
 * <p>{@link io.github.gtmapillary.sandbox.Sandbox} is the entry point. Tests also read the world that it serves.
 *
 * <p>The package may import the JDK, JTS, Jackson and the tile library. It shares no code with the packages that it helps to
 * test.
 */
@NullMarked
package io.github.gtmapillary.sandbox;

import org.jspecify.annotations.NullMarked;
