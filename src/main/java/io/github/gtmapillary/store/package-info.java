/**
 * The GeoTools side: feature types, feature sources and readers over translated, planned and fetched queries.
 *
 * <p>May import {@code failure}, {@code filter}, {@code plan}, {@code fetch}, {@code schema} and {@code model}, JTS and GeoTools.
 */
@NullMarked
package io.github.gtmapillary.store;

import org.jspecify.annotations.NullMarked;
