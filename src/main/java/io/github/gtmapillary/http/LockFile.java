package io.github.gtmapillary.http;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A file that its holder has locked: everybody else keeps away, in this process and in others. Closing it unlocks. */
final class LockFile implements Closeable {

    /**
     * What this process has locked, by real paths. Whoever opened such a file a second time would unlock it for other processes by
     * closing it again, as POSIX says.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;

    /** CacheEntry because Java forgets a lock that nobody holds. */
    private final FileLock lock;

    private LockFile(Path file, FileLock lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * Locks a file, and makes it if need be.
     *
     * @param file in a folder that exists
     * @return null if somebody else has locked it
     */
    static @Nullable LockFile tryLock(Path file) throws IOException {
        Path real = file.resolveSibling("").toRealPath().resolve(file.getFileName());
        if (!HELD.add(real)) {
            return null;
        }
        LockFile locked = null;
        try {
            FileLock lock = locked(real);
            locked = lock == null ? null : new LockFile(real, lock);
        } finally {
            if (locked == null) {
                HELD.remove(real);
            }
        }
        return locked;
    }

    private static @Nullable FileLock locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this library a second time in this process, in another web application
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock;
    }

    @Override
    public void close() throws IOException {
        try {
            lock.acquiredBy().close();
        } finally {
            HELD.remove(file);
        }
    }
}
