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
 * A file that its holder has locked: all other threads of this process and all other processes keep away. Closing it unlocks, on any
 * thread. The file itself stays, empty: if it were removed, two others could hold it.
 */
public final class LockFile implements Closeable {

    private static final Set<StandardOpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);

    /**
     * A permit for each file, by real path, that one thread of this process has at a time. The system knows processes only. And a thread
     * that opened a locked file a second time would unlock it for other processes by closing it again, as POSIX says. They stay: there
     * are as few as files.
     */
    private static final Map<Path, Semaphore> AMONG_THREADS = new ConcurrentHashMap<>();

    private final Semaphore amongThreads;

    /** Kept because Java forgets a lock that nobody holds. */
    private final FileLock lock;

    private LockFile(Semaphore amongThreads, FileLock lock) {
        this.amongThreads = amongThreads;
        this.lock = lock;
    }

    /**
     * Locks a file at once or not at all, and makes it if need be.
     *
     * @param file in a folder that exists
     * @param attributes of the file if it is made
     * @return null if another thread or another process has locked it
     */
    public static @Nullable LockFile tryLock(Path file, FileAttribute<?>... attributes) throws IOException {
        Path real = real(file);
        Semaphore amongThreads = amongThreads(real);
        return amongThreads.tryAcquire() ? locked(real, amongThreads, false, attributes) : null;
    }

    /**
     * Waits until a file can be locked, and makes it if need be.
     *
     * @param file in a folder that exists
     * @param attributes of the file if it is made
     * @return null if this library is in this process a second time, in another web application, and has locked it there: nothing tells
     *     when that ends
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

    /** The thread has the permit when this begins, and gives it back if this returns null or throws. */
    private static @Nullable LockFile locked(
            Path file, Semaphore amongThreads, boolean waits, FileAttribute<?>... attributes) throws IOException {
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(file, OPTIONS, attributes);
            lock = waits ? channel.lock() : channel.tryLock();
            return lock == null ? null : new LockFile(amongThreads, lock);
        } catch (OverlappingFileLockException e) {
            return null; // this library a second time in this process
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
