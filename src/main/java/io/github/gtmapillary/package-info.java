/**
 * The public face: the data store factory that {@code DataStoreFinder} finds, the data store, and what it tells about its queries.
 *
 * <p>May import every package but {@code cli} and {@code sandbox}.
 */
@NullMarked
package io.github.gtmapillary;

import org.jspecify.annotations.NullMarked;
