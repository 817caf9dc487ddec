package io.github.gtmapillary.http.files;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A locked file: all other threads of this process and all other processes must wait. Closing it unlocks, on any thread. The empty file
 * itself stays: after a removal, two others could hold it.
 */
public final class LockFile implements Closeable {

    private static final Set<StandardOpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    /**
     * One permit for each file, by real path, for one thread of this process at a time. The system's locks know only processes, and by
     * POSIX a second thread that opened and closed a locked file would unlock it for other processes. Permits are never dropped: they are
     * as few as files.
     */
    private static final Map<Path, Semaphore> AMONG_THREADS = new ConcurrentHashMap<>();

    private final Semaphore amongThreads;

    /** Kept because Java releases a lock that is no longer referenced. */
    private final FileLock lock;

    private LockFile(Semaphore amongThreads, FileLock lock) {
        this.amongThreads = amongThreads;
        this.lock = lock;
    }

    /**
     * Locks a file at once or not at all. Makes the file if needed.
     *
     * @param file in a folder that exists
     * @param attributes the file's attributes if it is made
     * @return null if another thread or process has locked it
     */
    public static @Nullable LockFile tryLock(Path file, FileAttribute<?>... attributes) throws IOException {
        Path real = real(file);
        Semaphore amongThreads = amongThreads(real);
        return amongThreads.tryAcquire() ? locked(real, amongThreads, false, attributes) : null;
    }

    /**
     * Waits for the lock of a file. Makes the file if needed.
     *
     * @param file in a folder that exists
     * @param attributes the file's attributes if it is made
     * @return null if a second copy of this library in this process, for instance in another web application, has locked it: nothing tells
     * when that ends
     * @throws InterruptedIOException if this thread is interrupted while it waits; its interrupt flag stays set
     */
    public static @Nullable LockFile lock(Path file, FileAttribute<?>... attributes) throws IOException {
        Path real = real(file);
        Semaphore amongThreads = amongThreads(real);
        try {
            amongThreads.acquire();
            return locked(real, amongThreads, true, attributes);
        } catch (InterruptedException | FileLockInterruptionException | ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted while waiting for " + file).initCause(e);
        }
    }

    /** The thread has the permit when this begins, and returns it if this method returns null or throws. */
    private static @Nullable LockFile locked(
            Path file, Semaphore amongThreads, boolean waits, FileAttribute<?>... attributes) throws IOException {
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(file, OPTIONS, attributes);
            lock = waits ? channel.lock() : channel.tryLock();
            return lock == null ? null : new LockFile(amongThreads, lock);
        } catch (OverlappingFileLockException e) {
            return null; // a second copy of this library in this process
        } finally {
            if (lock == null) {
                amongThreads.release();
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static Path real(Path file) throws IOException {
        return file.resolveSibling("").toRealPath().resolve(file.getFileName());
    }

    private static Semaphore amongThreads(Path real) {
        return AMONG_THREADS.computeIfAbsent(real, path -> new Semaphore(1, true));
    }

    @Override
    public void close() throws IOException {
        if (!lock.acquiredBy().isOpen()) {
            return; // a second permit would let two threads in
        }
        try {
            lock.acquiredBy().close();
        } finally {
            amongThreads.release();
        }
    }
}
