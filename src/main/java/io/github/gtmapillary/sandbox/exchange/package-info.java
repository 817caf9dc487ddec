/**
 * Shared code of the sandbox's hosts: the token of a request, compressed answers, errors, and JSON.
 *
 * <p>The package may import the JDK, the JDK's HTTP server, Jackson, and the sandbox's {@code world}.
 */
@NullMarked
package io.github.gtmapillary.sandbox.exchange;

import org.jspecify.annotations.NullMarked;
