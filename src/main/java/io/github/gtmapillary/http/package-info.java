/**
 * The wire: requests, authorization, time limits, and the answers told apart by what they mean.
 *
 * <p>May import the JDK and OkHttp. Knows nothing of tiles or features.
 */
@NullMarked
package io.github.gtmapillary.http;

import org.jspecify.annotations.NullMarked;
