package io.github.gtmapillary.geoserver.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Holds decoders to memory in proportion to what they read, so that no small answer can use up a server's. */
public final class AllocationBound {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** The allowance for decoding next to nothing. */
    private static final long BASE = 256 << 10;

    /** A layer, feature or member of two to ten bytes becomes a few objects. */
    private static final long PER_BYTE = 300;

    private static final int TRIES = 5;

    /** While fuzzing, what Jazzer notes at each comparison of texts counts too: fifty times of what the decoder needs was seen. */
    private static final int FACTOR = System.getenv("JAZZER_FUZZ") == null ? 1 : 10;

    private AllocationBound() {}

    /** Runs a decoding, and a few times more if it needs too much: the first ones may have been those that load and instrument classes. */
    public static void hold(int inputBytes, Runnable decoding) {
        long bound = FACTOR * (BASE + PER_BYTE * inputBytes);
        long least = allocated(decoding);
        for (int i = 1; i < TRIES && least > bound; i++) {
            least = Math.min(least, allocated(decoding));
        }
        assertThat(least)
                .as("bytes allocated for %d bytes of input", inputBytes)
                .isLessThanOrEqualTo(bound);
    }

    private static long allocated(Runnable decoding) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        decoding.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
