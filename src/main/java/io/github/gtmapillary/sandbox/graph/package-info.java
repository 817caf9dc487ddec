/**
 * The graph host of the sandbox: entities and their edges, searches with their limits, tokens.
 *
 * <p>The package may import the JDK, the JDK's HTTP server, Jackson, the tile library (for the outlines of detections), and the
 * sandbox's {@code world} and {@code exchange}.
 */
@NullMarked
package io.github.gtmapillary.sandbox.graph;

import org.jspecify.annotations.NullMarked;
