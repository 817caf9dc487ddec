/**
 * Opens clients: the place where wire, pace and caches meet.
 *
 * <p>May import {@code failure}, all packages below {@code http}, and the JDK.
 */
@NullMarked
package io.github.gtmapillary.http.client;

import org.jspecify.annotations.NullMarked;
