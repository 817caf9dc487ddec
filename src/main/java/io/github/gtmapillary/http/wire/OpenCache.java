package io.github.gtmapillary.http.wire;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import okhttp3.Cache;
import okio.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * A cache folder that this process has open. OkHttp allows one cache on a folder, so all data stores on the folder share it; the last one
 * to leave closes it.
 */
final class OpenCache {

    /** All open folders of this process, for all its data stores; guarded by itself. */
    private static final Map<Path, OpenCache> OPEN = new HashMap<>();

    private final Path folder;
    private final CacheFolder.Lock lock;
    private final Cache cache;
    private int users;

    private OpenCache(Path folder, CacheFolder.Lock lock, Cache cache) {
        this.folder = folder;
        this.lock = lock;
        this.cache = cache;
    }

    /**
     * Opens a folder, or joins the stores that have it open.
     *
     * @return null if too many other processes use it
     * @throws IOException if the folder can't be used
     */
    static @Nullable OpenCache join(CacheFolder folder, long mostBytes, FileSystem files) throws IOException {
        synchronized (OPEN) {
            OpenCache open = OPEN.get(folder.path());
            if (open == null) {
                CacheFolder.Lock lock = folder.take();
                if (lock == null) {
                    return null;
                }
                Cache cache = new Cache(files, okio.Path.get(lock.part()), mostBytes);
                open = new OpenCache(folder.path(), lock, cache);
                OPEN.put(folder.path(), open);
            }
            open.users++;
            return open;
        }
    }

    Cache cache() {
        return cache;
    }

    /** The folder of the answers. */
    Path part() {
        return lock.part();
    }

    /** Each store that has joined calls it once. */
    void leave() throws IOException {
        synchronized (OPEN) {
            if (--users > 0) {
                return;
            }
            OPEN.remove(folder);
            try (lock) {
                cache.close();
            }
        }
    }
}
