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

/** A small text file that several processes keep together: replaced as a whole, and changed by one at a time. */
public final class SharedFile {

    /** The stamp of a file that can't be found. */
    public static final Object ABSENT = "absent";

    /** Nobody writes as much; what is longer is damaged, and cut here. */
    private static final int MOST_BYTES = 1 << 16;

    /** The number of attempts on a file that other programs lock for milliseconds, and the pause between them, where there is no later chance. */
    private static final int LAST_TRIES = 10;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final @Nullable Path folder;
    private final Path file;

    /**
     * A file that need not exist.
     *
     * @param folder need not exist either; made when something is written; null for a file that can't be had
     */
    public SharedFile(@Nullable Path folder, String name) {
        this.folder = folder;
        this.file = folder == null ? Path.of(name) : folder.resolve(name);
    }

    /** Another process is at it at this moment. */
    public static final class BusyException extends MapillaryException {
        BusyException(Path file) {
            super(FailureKind.CONFIGURATION, file + " is in use by another process");
        }
    }

    /**
     * The text of the file; empty if there is none.
     *
     * @throws IOException naming the file
     */
    public String read() throws IOException {
        if (folder == null) {
            return "";
        }
        try (InputStream in = Files.newInputStream(file)) {
            // bytes that are no text do not keep it from being read
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
     * Tells at the cost of the file's attributes whether it has been written: equal stamps mean that it has not. {@link #ABSENT} is
     * that of a file that can't be found.
     */
    public Object stamp() {
        if (folder == null) {
            return ABSENT;
        }
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // each writing makes a new file, whose key differs where the system has keys
            return List.of(String.valueOf(attributes.fileKey()), attributes.lastModifiedTime(), attributes.size());
        } catch (IOException e) {
            return ABSENT;
        }
    }

    /**
     * Opens the file for a change, which keeps other processes away from it.
     *
     * @throws BusyException if another process is at it
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
     * Makes a last change, for a tenth of a second at most while another process is at the file.
     *
     * @param change false when it found the file busy
     */
    public static void insist(BooleanSupplier change) {
        for (int tries = 1; !change.getAsBoolean() && tries < LAST_TRIES; tries++) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The file, as long as nobody else changes it. */
    public final class Session implements AutoCloseable {

        private final LockFile held;

        private Session(LockFile held) {
            this.held = held;
        }

        /** Replaces all that is there. */
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
