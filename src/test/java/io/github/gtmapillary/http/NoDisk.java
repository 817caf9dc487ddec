package io.github.gtmapillary.http;

import java.time.Clock;
import okio.FileSystem;

/** A disk cache that is switched off. */
final class NoDisk {
    private NoDisk() {}

    static DiskCache cache() {
        return new DiskCache(CacheSettings.NONE, FileSystem.SYSTEM, new RareWarning(Clock.systemUTC()));
    }
}
