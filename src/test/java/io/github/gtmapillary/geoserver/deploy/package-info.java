/** Tests of what an administrator of GeoServer uses: the scripts, compose file and tile cache of {@code geoserver-config}. */
@NullMarked
package io.github.gtmapillary.geoserver.deploy;

import org.jspecify.annotations.NullMarked;
