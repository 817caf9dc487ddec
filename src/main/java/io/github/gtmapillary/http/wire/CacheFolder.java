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
 * How the folder of the disk cache is laid out: {@code answers-1} for the first process that uses it, {@code answers-2} for one that
 * finds that taken, and so on, each beside a file of the same name and {@code .lock} that its process has locked. Everything else in
 * the folder is somebody else's and left alone.
 */
public final class CacheFolder {

    /** More processes than this on one folder do without a disk cache. */
    public static final int MOST_PROCESSES = 8;

    private static final String ANSWERS = "answers-";

    /** OkHttp keeps an entry in two files; this one holds its headers. */
    private static final String ENTRY = ".0";

    private final Path folder;

    /** A folder that need not exist. */
    public CacheFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** Where it is, absolute. */
    public Path path() {
        return folder;
    }

    /**
     * The content of the folder.
     *
     * @param entries answers on the disk, of any age
     * @param bytes that they take
     * @param processes how many processes have left answers
     */
    public record Usage(int entries, long bytes, int processes) {}

    /** Looks what is there; processes that use the folder meanwhile do not mind. */
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
     * @throws IOException if there are some that a process uses, which stay; or if they can't be deleted
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
     * Takes the first part that no other process uses, and makes it if need be, for the owner's eyes only.
     *
     * @return null when all are in use
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

    /** Whether this is the part that a process has for itself if it is the only one. */
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

    /** Zero for a file that has gone meanwhile. */
    private static long sizeOf(Path file) throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
