/**
 * The wire: requests, authorization, time limits, and the answers told apart by what they mean.
 *
 * <p>{@link io.github.gtmapillary.http.ApiClient} sends {@link io.github.gtmapillary.http.ApiRequest}s and gives an {@link
 * io.github.gtmapillary.http.ApiAnswer} or throws one of the {@link io.github.gtmapillary.http.ApiException}s, whose type says
 * what may be done next. The access token goes into requests and nowhere else.
 *
 * <p>May import the JDK, OkHttp, and Jackson's streaming parser for error envelopes. Knows nothing of tiles or features.
 */
@NullMarked
package io.github.gtmapillary.http;

import org.jspecify.annotations.NullMarked;
