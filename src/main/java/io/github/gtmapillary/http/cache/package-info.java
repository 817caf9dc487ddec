/**
 * Answers without a request: from memory, from the disk (which {@code http.wire} reads and writes), or from an equal request under way.
 * {@link io.github.gtmapillary.http.cache.CachedClients} puts these clients together.
 *
 * <p>May import {@code failure}, {@code http}, {@code http.wire}, {@code http.token}, the JDK, Okio, Caffeine, Jackson's streaming classes
 * and GeoTools' loggers.
 */
@NullMarked
package io.github.gtmapillary.http.cache;

import org.jspecify.annotations.NullMarked;
