package io.github.gtmapillary.http.wire;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sizes and ages of the caches.
 *
 * @param folder folder of the disk cache, made when first needed; null if the system can't name the wanted one, so that there is no disk
 * cache
 * @param diskBytes most bytes on the disk, 0 for no disk cache
 * @param ttl how long an answer is fresh, on disk and in memory; zero keeps nothing at all
 * @param memoryBytes most bytes in memory, 0 for no memory cache
 */
public record CacheSettings(@Nullable Path folder, long diskBytes, Duration ttl, long memoryBytes) {

    /** No caches. */
    public static final CacheSettings NONE = new CacheSettings(null, 0, Duration.ZERO, 0);

    /** @throws IllegalArgumentException if a number is negative */
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
