/** Tests that repeat the calls of GeoServer: counts, times, maps and styles. */
@NullMarked
package io.github.gtmapillary.geoserver.rendering;

import org.jspecify.annotations.NullMarked;
