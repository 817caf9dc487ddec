/**
 * The public face: the data store factory that {@code DataStoreFinder} finds, the data store, what it tells about its queries,
 * and the login that gets a user's token.
 *
 * <p>May import every package but {@code cli} and {@code sandbox}.
 */
@NullMarked
package io.github.gtmapillary;

import org.jspecify.annotations.NullMarked;
