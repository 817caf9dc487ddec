/**
 * Sends requests with their tokens through OkHttp, and decides the meaning of answers. OkHttp's disk cache is here too, since an answer is
 * read and judged below it. So are images and the token endpoint, which need the same connections, proxies and limits.
 *
 * <p>These many classes stay together: apart, most of them would have to be public for no reader's gain.
 *
 * <p>May import {@code failure}, {@code http}, {@code http.token}, {@code http.files}, the JDK, OkHttp and its Okio, Jackson's streaming
 * classes and GeoTools' loggers.
 */
@NullMarked
package io.github.gtmapillary.http.wire;

import org.jspecify.annotations.NullMarked;
