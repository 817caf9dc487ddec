/**
 * The command {@code mapillary}: queries from a shell, answered as GeoJSON or CSV.
 *
 * <p>May import the root package and {@code sandbox}, GeoTools, picocli, commons-csv and Jackson; it uses the data store as any
 * other program does.
 */
@NullMarked
package io.github.gtmapillary.cli;

import org.jspecify.annotations.NullMarked;
