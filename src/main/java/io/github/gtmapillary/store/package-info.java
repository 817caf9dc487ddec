/**
 * The GeoTools side: feature types, feature sources and readers. {@link PreparedQuery} translates a query; a class of its own answers each
 * kind of question about it: {@link FeatureRead}, {@link FeatureCount}, {@link TimeExtremes}, {@link FeatureBounds} and
 * {@link ExplainedQuery}.
 *
 * <p>May import {@code failure}, {@code filter}, {@code plan}, {@code fetch}, {@code schema} and {@code model}, JTS and GeoTools.
 */
@NullMarked
package io.github.gtmapillary.store;

import org.jspecify.annotations.NullMarked;
