/**
 * The formats of the command: features as GeoJSON and CSV.
 *
 * <p>{@link io.github.gtmapillary.cli.output.OutputFormat} opens a {@link io.github.gtmapillary.cli.output.FeatureOutput}. The files
 * that hold the results lie in {@code cli}, because they share the texts of failures with the commands.
 *
 * <p>The package may import the JDK, JTS, GeoTools, commons-csv, Jackson, and {@code sandbox} for the mark of made data.
 */
@NullMarked
package io.github.gtmapillary.cli.output;

import org.jspecify.annotations.NullMarked;
