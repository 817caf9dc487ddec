package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.files.LockFile;
import io.github.gtmapillary.http.files.OwnerOnlyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The layout of the disk cache's folder: {@code answers-1} for the first process that uses it, {@code answers-2} for the next one, and so
 * on. Beside each lies a file of the same name and {@code .lock} that its process has locked. Anything else in the folder belongs to others
 * and is left alone.
 */
public final class CacheFolder {

    /** Further processes on one folder have no disk cache. */
    static final int MOST_PROCESSES = 8;

    private static final String ANSWERS = "answers-";

    /** OkHttp keeps an entry in two files; this one holds the headers. */
    private static final String ENTRY = ".0";

    private final Path folder;

    /** A folder, which need not exist. */
    public CacheFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** The absolute path. */
    public Path path() {
        return folder;
    }

    /**
     * The content of the folder.
     *
     * @param entries number of answers on the disk, of any age
     * @param bytes their size
     * @param processes number of processes that have left answers
     */
    public record Usage(int entries, long bytes, int processes) {}

    /** Reads the content; processes may use the folder meanwhile. */
    public Usage usage() throws IOException {
        int entries = 0;
        long bytes = 0;
        List<Path> parts = parts().toList();
        for (Path part : parts) {
            for (Path file : filesIn(part)) {
                entries += file.getFileName().toString().endsWith(ENTRY) ? 1 : 0;
                bytes += sizeOf(file);
            }
        }
        return new Usage(entries, bytes, parts.size());
    }

    /**
     * Deletes all answers.
     *
     * @throws IOException if a process still uses some answers, which then stay, or if answers can't be deleted
     */
    public void clear() throws IOException {
        for (Path part : parts().toList()) {
            try (Lock lock = lock(part)) {
                if (lock == null) {
                    throw new MapillaryException(
                            FailureKind.CONFIGURATION,
                            "The cache in " + part
                                    + " is in use, by a data store of this or another process, and was not cleared: close it first");
                }
                for (Path file : filesIn(part)) {
                    Files.deleteIfExists(file);
                }
                Files.delete(part);
            }
        }
    }

    /** One part of the folder, locked for this process; closing it unlocks. */
    record Lock(Path part, LockFile held) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            held.close();
        }
    }

    /**
     * Takes the first part that no other process uses. Makes it if needed, for the owner's eyes only.
     *
     * @return null if all parts are in use
     */
    @Nullable Lock take() throws IOException {
        OwnerOnlyFile.makeFolder(folder);
        for (int i = 1; i <= MOST_PROCESSES; i++) {
            Path part = part(i);
            Lock lock = lock(part);
            if (lock != null) {
                OwnerOnlyFile.makeFolder(part);
                return lock;
            }
        }
        return null;
    }

    /** Whether this is the first part, which a process gets if no other uses the folder. */
    boolean isFirst(Path part) {
        return part.equals(part(1));
    }

    private static @Nullable Lock lock(Path part) throws IOException {
        LockFile held = LockFile.tryLock(part.resolveSibling(part.getFileName() + ".lock"));
        return held == null ? null : new Lock(part, held);
    }

    private Path part(int number) {
        return folder.resolve(ANSWERS + number);
    }

    private Stream<Path> parts() {
        return IntStream.rangeClosed(1, MOST_PROCESSES).mapToObj(this::part).filter(Files::isDirectory);
    }

    private static List<Path> filesIn(Path part) throws IOException {
        try (Stream<Path> files = Files.list(part)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Returns zero for a file that has vanished meanwhile. */
    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
