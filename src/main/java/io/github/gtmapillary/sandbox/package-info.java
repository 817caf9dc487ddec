/**
 * A local server that answers like the Mapillary API from a generated, deterministic world.
 *
 * <p>{@link io.github.gtmapillary.sandbox.Sandbox} is the entry point. It joins the rooms below: {@code world} holds the made data,
 * {@code tiles} answers for the tiles host, {@code graph} for the graph host, and {@code exchange} holds the HTTP code that both share.
 * Tests also read the world and the contents of its tiles. Nothing below this package is public API.
 *
 * <p>The package may import the JDK and its rooms. It shares no code with the packages that it helps to test.
 */
@NullMarked
package io.github.gtmapillary.sandbox;

import org.jspecify.annotations.NullMarked;
