/**
 * What goes over the wire: requests with their tokens over OkHttp, and what an answer means. OkHttp's disk cache is here too, since an
 * answer is read and judged below it; so are images and the token endpoint, which need the same connections, proxies and bounds.
 *
 * <p>These classes stay together although they are many: apart, most of them would be public for no reader's gain.
 *
 * <p>May import {@code failure}, {@code http}, {@code http.token}, {@code http.files}, the JDK, OkHttp and its Okio, Jackson's streaming classes and
 * GeoTools' loggers.
 */
@NullMarked
package io.github.gtmapillary.http.wire;

import org.jspecify.annotations.NullMarked;
