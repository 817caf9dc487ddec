/** Tests with hosts that fail, in all ways that a network and an API can. */
@NullMarked
package io.github.gtmapillary.faults;

import org.jspecify.annotations.NullMarked;
