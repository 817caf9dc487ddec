package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.RareWarning;
import java.time.Clock;
import okio.FileSystem;

/** A disk cache that is switched off. */
public final class NoDisk {
    private NoDisk() {}

    public static DiskCache cache() {
        return new DiskCache(CacheSettings.NONE, FileSystem.SYSTEM, new RareWarning(Clock.systemUTC()));
    }
}
