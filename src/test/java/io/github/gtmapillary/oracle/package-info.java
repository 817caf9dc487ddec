/** True answers by brute force over the features of a sandbox, and random questions to compare them with. */
@NullMarked
package io.github.gtmapillary.oracle;

import org.jspecify.annotations.NullMarked;
