/**
 * Translates a GeoTools filter into a region and a condition, which say what to request and what to test early, and into a filter that
 * is ready to be evaluated on every feature.
 *
 * <p>May import {@code failure}, {@code model}, {@code schema}, JTS, GeographicLib, and the filter and referencing API of GeoTools. Touches no network.
 */
@NullMarked
package io.github.gtmapillary.filter;

import org.jspecify.annotations.NullMarked;
