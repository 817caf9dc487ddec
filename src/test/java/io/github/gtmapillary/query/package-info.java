/** Tests of queries through the data store, each against a sandbox or recordings: results and requests. */
@NullMarked
package io.github.gtmapillary.query;

import org.jspecify.annotations.NullMarked;
