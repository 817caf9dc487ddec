/**
 * The made world of the sandbox: streets, sequences, images, map features, detections, people, and their places.
 *
 * <p>A seed decides everything. Nothing in this package knows how the data is served.
 *
 * <p>The package may import only the JDK.
 */
@NullMarked
package io.github.gtmapillary.sandbox.world;

import org.jspecify.annotations.NullMarked;
