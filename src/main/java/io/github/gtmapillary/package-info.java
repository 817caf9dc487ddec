/**
 * The public face: the data store factory that {@code DataStoreFinder} finds, the data store, what it tells about its queries,
 * and the login that gets a user's token.
 *
 * <p>{@code ConnectionParameters} declares the connection parameters, {@code ParameterValues} checks their values, and {@code
 * ParameterReader} makes {@code ConnectionSettings} of them, which all other packages get in parts.
 *
 * <p>May import every package but {@code cli} and {@code sandbox}.
 */
@NullMarked
package io.github.gtmapillary;

import org.jspecify.annotations.NullMarked;
