/**
 * Tokens and secrets: their texts, the file of a user's token, its refresh, and the choice of the token for a request. Asks no host: the
 * network is a {@link io.github.gtmapillary.http.token.TokenExchange} that {@code http.wire} makes.
 *
 * <p>{@code Secret.value()} is public for {@code http.wire} alone, which puts it into requests; {@code PackageTableTest} checks that.
 *
 * <p>May import {@code failure}, {@code http}, {@code http.files}, the JDK, Jackson's streaming classes and GeoTools' loggers.
 */
@NullMarked
package io.github.gtmapillary.http.token;

import org.jspecify.annotations.NullMarked;
