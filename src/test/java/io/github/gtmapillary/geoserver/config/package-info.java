/** Tests of {@code geoserver-config}: what its files say, and that they fit the data store. */
@NullMarked
package io.github.gtmapillary.geoserver.config;

import org.jspecify.annotations.NullMarked;
