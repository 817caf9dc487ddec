/**
 * From a GeoTools filter to what can be asked and tested cheaply: a region, a condition, and the filter itself made ready to be
 * evaluated on every feature.
 *
 * <p>May import {@code model}, {@code schema}, JTS, GeographicLib, and the filter and referencing API of GeoTools. Touches no network.
 */
@NullMarked
package io.github.gtmapillary.filter;

import org.jspecify.annotations.NullMarked;
