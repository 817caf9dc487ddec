/**
 * Runs a plan: asks for its tiles and entities a few at a time, decodes answers one by one, merges what belongs together, and hands on
 * rows lazily.
 *
 * <p>May import {@code failure}, {@code plan}, {@code tile}, {@code graph}, {@code http}, {@code model} and {@code schema}, JTS, HPPC, and GeoTools'
 * loggers.
 */
@NullMarked
package io.github.gtmapillary.fetch;

import org.jspecify.annotations.NullMarked;
