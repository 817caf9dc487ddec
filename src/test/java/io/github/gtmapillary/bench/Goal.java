package io.github.gtmapillary.bench;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many times as fast as {@link Contender#NAIVE} the data store has to be in a benchmark. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Goal {
    int factor();
}
