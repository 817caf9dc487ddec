package io.github.gtmapillary.http.files;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A small text file that several processes share. It is replaced as a whole, and one process changes it at a time. */
public final class SharedFile {

    /** The stamp of a missing file. */
    public static final Object ABSENT = "absent";

    /** No program writes this much; a longer file is damaged, and cut here. */
    private static final int MOST_BYTES = 1 << 16;

    /** Retries, and the pause between them, for a last change while other programs lock the file for milliseconds. */
    private static final int LAST_TRIES = 10;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final @Nullable Path folder;
    private final Path file;

    /**
     * A file that need not exist.
     *
     * @param folder need not exist either, and is made for the first write; null for an unusable file
     */
    public SharedFile(@Nullable Path folder, String name) {
        this.folder = folder;
        this.file = folder == null ? Path.of(name) : folder.resolve(name);
    }

    /** Another process has the file open at this moment. */
    public static final class BusyException extends MapillaryException {
        BusyException(Path file) {
            super(FailureKind.CONFIGURATION, file + " is in use by another process");
        }
    }

    /**
     * The file's text; empty if there is no file.
     *
     * @throws IOException naming the file
     */
    public String read() throws IOException {
        if (folder == null) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            // invalid bytes do not prevent reading
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new MapillaryException(
                    FailureKind.CONFIGURATION, file + " can't be read: check cache_dir (" + e.getMessage() + ")", e);
        }
    }

    /** Whether there is no such file. */
    public boolean isAbsent() {
        return folder == null || !Files.exists(file);
    }

    /**
     * Tells from the file's attributes whether it has been written: equal stamps mean that it has not. A missing file has the stamp {@link
     * #ABSENT}.
     */
    public Object stamp() {
        if (folder == null) {
            return ABSENT;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // each write makes a new file, whose key differs where the system has keys
            return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /**
     * Opens the file for a change and locks out other processes.
     *
     * @throws BusyException if another process has the file open
     */
    public Session open() throws IOException {
        if (folder == null) {
            throw new MapillaryException(FailureKind.CONFIGURATION, "there is no folder for " + file);
        }
        OwnerOnlyFile.makeFolder(folder);
        LockFile held = LockFile.tryLock(beside(".lock"));
        if (held == null) {
            throw new BusyException(file);
        }
        return new Session(held);
    }

    /**
     * Makes a last change; waits at most a tenth of a second while another process has the file open.
     *
     * @param change returns false if it found the file busy
     */
    public static void insist(BooleanSupplier change) {
        for (int tries = 1; !change.getAsBoolean() && tries < LAST_TRIES; tries++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The file while its lock is held. */
    public final class Session implements AutoCloseable {

        private final LockFile held;

        private Session(LockFile held) {
            this.held = held;
        }

        /** Replaces the whole content. */
        public void write(String text) throws IOException {
            Path next = beside(".new");
            Files.write(next, text.getBytes(StandardCharsets.ISO_8859_1));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            held.close();
        }
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
