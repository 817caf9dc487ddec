package io.github.gtmapillary.geoserver.deploy;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs programs which neither Java nor Maven bring. Where one of them is not on the search path, the test is skipped
 * before anything is set up, and the reason names the program.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag(RequiresPrograms.TAG)
@ExtendWith(InstalledPrograms.class)
public @interface RequiresPrograms {

    /** {@code .ci/run} selects these tests by it. */
    String TAG = "outside-programs";

    /** The names of the programs. */
    String[] value();
}
