/**
 * Small files that several programs share: locks among threads and processes, texts that are replaced as a whole, and files that only
 * their owner may read.
 *
 * <p>May import {@code failure} and the JDK. Knows nothing of requests.
 */
@NullMarked
package io.github.gtmapillary.http.files;

import org.jspecify.annotations.NullMarked;
