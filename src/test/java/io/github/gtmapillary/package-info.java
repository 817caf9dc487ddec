/** Tests of the data store as its users meet it, over the sandbox. */
@NullMarked
package io.github.gtmapillary;

import org.jspecify.annotations.NullMarked;
