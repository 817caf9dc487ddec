/**
 * The values that all other packages share: boxes, times, regions, conditions and rows.
 *
 * <p>May import {@code failure}, the JDK and JTS. Nothing here touches the network or GeoTools.
 */
@NullMarked
package io.github.gtmapillary.model;

import org.jspecify.annotations.NullMarked;
