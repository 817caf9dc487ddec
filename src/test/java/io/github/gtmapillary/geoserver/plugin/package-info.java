/** Tests of the packaged plugin: what is in it, what it links to, and that it works where only GeoTools and JTS are. */
@NullMarked
package io.github.gtmapillary.geoserver.plugin;

import org.jspecify.annotations.NullMarked;
