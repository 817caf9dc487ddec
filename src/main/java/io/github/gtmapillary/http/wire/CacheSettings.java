package io.github.gtmapillary.http.wire;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How answers are kept.
 *
 * @param folder of the disk cache; made when it is first needed; null where the system can't name the one that was wanted, so that
 *     there is no disk cache
 * @param diskBytes most bytes on the disk, 0 for no disk cache
 * @param ttl for how long an answer is good, on disk and in memory; zero keeps nothing at all
 * @param memoryBytes most bytes in memory, 0 for no memory cache
 */
public record CacheSettings(@Nullable Path folder, long diskBytes, Duration ttl, long memoryBytes) {

    /** Keeps nothing. */
    public static final CacheSettings NONE = new CacheSettings(null, 0, Duration.ZERO, 0);

    /** @throws IllegalArgumentException on a negative number */
    public CacheSettings {
        if (diskBytes < 0 || memoryBytes < 0 || ttl.isNegative()) {
            throw new IllegalArgumentException("sizes and age of a cache must not be negative, but are " + diskBytes
                    + " bytes on disk, " + memoryBytes + " bytes in memory, " + ttl);
        }
    }

    public boolean usesDisk() {
        return folder != null && diskBytes > 0 && !ttl.isZero();
    }

    public boolean usesMemory() {
        return memoryBytes > 0 && !ttl.isZero();
    }
}
