/**
 * The tiles host of the sandbox: cuts the world into tiles and encodes them.
 *
 * <p>Tests also read {@link io.github.gtmapillary.sandbox.tiles.SandboxTiles}, the expected contents of tiles.
 *
 * <p>The package may import the JDK, the JDK's HTTP server, JTS, the tile library, and the sandbox's {@code world} and
 * {@code exchange}.
 */
@NullMarked
package io.github.gtmapillary.sandbox.tiles;

import org.jspecify.annotations.NullMarked;
