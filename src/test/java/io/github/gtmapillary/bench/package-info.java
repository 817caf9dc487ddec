/** JMH benchmarks of the data store, with what a Java program could use in its place, and checks of memory and of cost. */
@NullMarked
package io.github.gtmapillary.bench;

import org.jspecify.annotations.NullMarked;
