/**
 * The failures of a data store, for programs: {@link io.github.gtmapillary.failure.MapillaryException} and its {@link
 * io.github.gtmapillary.failure.FailureKind}. Part of the public API.
 *
 * <p>A package of its own at the bottom, so that every other package can throw it. May import nothing but the JDK.
 */
@NullMarked
package io.github.gtmapillary.failure;

import org.jspecify.annotations.NullMarked;
