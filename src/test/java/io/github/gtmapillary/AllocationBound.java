package io.github.gtmapillary;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Holds decoders to memory in proportion to what they read, so that no small answer can use up a server's. */
public final class AllocationBound {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** What decoding next to nothing may need. */
    private static final long BASE = 256 << 10;

    /** A layer, feature or member of two to ten bytes becomes a few objects. */
    private static final long PER_BYTE = 300;

    private AllocationBound() {}

    /** Runs a decoding, and once more if it needs too much, as the first may have been the one that loads classes. */
    public static void hold(int inputBytes, Runnable decoding) {
        long bound = BASE + PER_BYTE * inputBytes;
        if (allocated(decoding) > bound) {
            assertThat(allocated(decoding))
                    .as("bytes allocated for %d bytes of input", inputBytes)
                    .isLessThanOrEqualTo(bound);
        }
    }

    private static long allocated(Runnable decoding) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        decoding.run();
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
