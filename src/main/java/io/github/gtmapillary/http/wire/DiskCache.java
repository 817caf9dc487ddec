package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ForgottenClients;
import io.github.gtmapillary.http.RareWarning;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.Cache;
import okio.FileSystem;
import org.jspecify.annotations.Nullable;

/**
 * One data store's part in a disk cache, opened when first needed. Any trouble costs a warning, never a query: the store then works without
 * a disk cache.
 */
public final class DiskCache {

    private final CacheSettings settings;
    private final FileSystem files;
    private final RareWarning warning;

    /** Holds no disk cache itself: it outlives this object in a cache that several stores share. */
    private final Consumer<Exception> failures;

    private @Nullable OpenCache open;
    private Cleaner.@Nullable Cleanable leaving;
    private boolean tried;

    /** @param files the folder */
    public DiskCache(CacheSettings settings, FileSystem files, RareWarning warning) {
        this.settings = settings;
        this.files = files;
        this.warning = warning;
        this.failures = failuresIn(settings, warning);
        this.tried = !settings.usesDisk();
    }

    private static Consumer<Exception> failuresIn(CacheSettings settings, RareWarning warning) {
        return failure -> warning.tell(
                "disk",
                "The disk cache in " + settings.folder()
                        + " fails, so more requests go to Mapillary; check the disk, or set"
                        + " cache_dir to another folder (" + failure
                        + ")");
    }

    /** OkHttp's cache; null if there is none, or none any more. */
    synchronized @Nullable Cache cache() {
        if (!tried) {
            tried = true;
            open = join();
        }
        return open == null ? null : open.cache();
    }

    private @Nullable OpenCache join() {
        CacheFolder folder = new CacheFolder(Objects.requireNonNull(settings.folder()));
        try {
            OpenCache joined = OpenCache.join(folder, settings.diskBytes(), new WatchedFileSystem(files, failures));
            if (joined == null) {
                warning.tell(
                        "full",
                        folder.path() + " is in use by " + CacheFolder.MOST_PROCESSES
                                + " other processes: there is no disk cache; set cache_dir to another folder");
            } else {
                tellOfOthers(folder, joined);
                leaving = ForgottenClients.whenCollected(this, new Leaving(joined, failures));
            }
            return joined;
        } catch (IOException e) {
            warning.tell(
                    "unusable",
                    folder.path()
                            + " can't be used, so there is no disk cache; check its permissions, or set cache_dir to"
                            + " another folder (" + e + ")");
            return null;
        }
    }

    private void tellOfOthers(CacheFolder folder, OpenCache joined) {
        if (!folder.isFirst(joined.part())) {
            warning.tell(
                    "other process",
                    folder.path() + " is in use by another process: this one keeps its answers in " + joined.part()
                            + "; set cache_dir to a folder of its own for each process");
        }
        if (joined.cache().maxSize() != settings.diskBytes()) {
            warning.tell(
                    "other size",
                    folder.path() + " is shared with a data store with another cache_size_mb, whose setting applies: "
                            + (joined.cache().maxSize() >> 20));
        }
    }

    /** Warns of a failure of the disk that does not affect queries. */
    void failed(Exception e) {
        failures.accept(e);
    }

    /** Leaves the cache to the other stores. Holds no part of a client, which could otherwise never be collected. */
    private record Leaving(OpenCache cache, Consumer<Exception> failures) implements Runnable {
        @Override
        public void run() {
            try {
                cache.leave();
            } catch (IOException e) {
                failures.accept(e);
            }
        }
    }

    synchronized void close() {
        tried = true;
        open = null;
        if (leaving != null) {
            leaving.clean();
        }
    }
}
