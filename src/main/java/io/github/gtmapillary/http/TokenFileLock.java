package io.github.gtmapillary.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps threads and processes from changing a file at once. Held by a file beside it, {@code .<name>.lock}, which stays: the file
 * itself is replaced by each change, and removing a lock would let two others hold it.
 */
final class TokenFileLock implements Closeable {

    /** A process holds a lock as a whole, so its threads need one among themselves. As few as there are token files. */
    private static final Map<Path, ReentrantLock> AMONG_THREADS = new ConcurrentHashMap<>();

    private final TokenFile file;
    private final ReentrantLock amongThreads;
    private final FileChannel channel;

    private TokenFileLock(TokenFile file, ReentrantLock amongThreads, FileChannel channel) {
        this.file = file;
        this.amongThreads = amongThreads;
        this.channel = channel;
    }

    /** Takes the lock if nobody holds it. */
    static Optional<TokenFileLock> tryOn(TokenFile file) throws IOException {
        Path lockFile = lockFile(file.path());
        ReentrantLock amongThreads = amongThreads(lockFile);
        return amongThreads.tryLock()
                ? Optional.ofNullable(locked(file, lockFile, amongThreads, false))
                : Optional.empty();
    }

    /**
     * Waits for the lock.
     *
     * @throws InterruptedIOException if this thread is interrupted meanwhile; its flag stays set
     * @throws IOException if a copy of this class in another class loader of this process holds it
     */
    static TokenFileLock on(TokenFile file) throws IOException {
        Path lockFile = lockFile(file.path());
        ReentrantLock amongThreads = amongThreads(lockFile);
        try {
            amongThreads.lockInterruptibly();
        } catch (InterruptedException e) {
            throw interrupted(file, e);
        }
        TokenFileLock lock;
        try {
            lock = locked(file, lockFile, amongThreads, true);
        } catch (FileLockInterruptionException | ClosedByInterruptException e) {
            throw interrupted(file, e);
        }
        if (lock == null) {
            throw new IOException("another class loader of this process is changing " + file + ": try again");
        }
        return lock;
    }

    /** Gives the file this token. */
    void write(StoredToken token) throws IOException {
        file.write(token);
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            amongThreads.unlock();
        }
    }

    /** The thread holds its lock when this begins, and holds none when this gives null or throws. */
    private static @Nullable TokenFileLock locked(
            TokenFile file, Path lockFile, ReentrantLock amongThreads, boolean wait) throws IOException {
        FileChannel channel = null;
        boolean held = false;
        try {
            channel = OwnerOnlyFile.openForLock(lockFile);
            held = (wait ? channel.lock() : channel.tryLock()) != null;
            return held ? new TokenFileLock(file, amongThreads, channel) : null;
        } catch (OverlappingFileLockException e) {
            return null;
        } finally {
            if (!held) {
                amongThreads.unlock();
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static ReentrantLock amongThreads(Path lockFile) {
        return AMONG_THREADS.computeIfAbsent(lockFile, path -> new ReentrantLock());
    }

    private static Path lockFile(Path file) throws IOException {
        Path real = OwnerOnlyFile.real(file);
        return real.resolveSibling("." + real.getFileName() + ".lock");
    }

    private static InterruptedIOException interrupted(TokenFile file, Exception cause) {
        Thread.currentThread().interrupt();
        InterruptedIOException interrupted =
                new InterruptedIOException("interrupted while waiting for another refresh of " + file);
        interrupted.initCause(cause);
        return interrupted;
    }
}
