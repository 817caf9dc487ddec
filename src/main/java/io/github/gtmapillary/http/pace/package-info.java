/**
 * The pace of requests to a host: rate, budget of the day, repetition, and pauses for a host that blocks this address.
 * {@link io.github.gtmapillary.http.pace.ResilientClients} puts these clients together.
 *
 * <p>May import {@code failure}, {@code http}, {@code http.wire}, {@code http.token}, {@code http.files}, the JDK, Failsafe and GeoTools'
 * loggers.
 */
@NullMarked
package io.github.gtmapillary.http.pace;

import org.jspecify.annotations.NullMarked;
