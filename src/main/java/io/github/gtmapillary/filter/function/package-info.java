/**
 * The filter functions that come with the data store. GeoTools finds them by name, wherever a filter, a style or a program uses them.
 *
 * <p>May import JTS and the filter API of GeoTools. The package {@code filter} does not know these functions: a condition that uses one
 * is evaluated on every feature.
 */
@NullMarked
package io.github.gtmapillary.filter.function;

import org.jspecify.annotations.NullMarked;
