/**
 * The command {@code mapillary}: queries from a shell.
 *
 * <p>Its commands, options, connections, login and files share one package: each command uses most of the others, so a further
 * split would only make them public. {@code cli.output} holds the formats.
 *
 * <p>The package may import the root package, {@code failure}, {@code sandbox}, {@code cli.output}, GeoTools, picocli and the JDK's HTTP server. It
 * uses the data store as any other program does.
 */
@NullMarked
package io.github.gtmapillary.cli;

import org.jspecify.annotations.NullMarked;
