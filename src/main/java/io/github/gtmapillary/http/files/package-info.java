/**
 * Small files that several programs keep together: locks among threads and processes, shared texts that are replaced as a whole, and
 * files for their owner's eyes only.
 *
 * <p>May import {@code failure} and the JDK. Knows nothing of requests.
 */
@NullMarked
package io.github.gtmapillary.http.files;

import org.jspecify.annotations.NullMarked;
