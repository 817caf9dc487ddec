package io.github.gtmapillary.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;

/**
 * A file in the course of writing, beside the file that it will replace.
 *
 * <p>It is locked while it is written. The system drops the lock of a killed process, so another run can tell an abandoned file from
 * one that is still being written.
 */
final class PartFile implements Closeable {

    private static final Logger LOGGER = Logging.getLogger(PartFile.class);

    private static final String PREFIX = ".mapillary-";
    private static final String SUFFIX = ".part";

    /** Marks the files of this process: POSIX would unlock one as soon as this process opened and closed it a second time. */
    private static final String PROCESS = PREFIX + UUID.randomUUID();

    private final Path path;
    private final FileChannel channel;

    private PartFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
        // an interrupt from the keyboard runs no finally
        path.toFile().deleteOnExit();
    }

    /**
     * Makes a new file.
     *
     * @param attributes as for {@link FileChannel#open}; without any, the process's default permissions apply
     */
    static PartFile create(Path folder, FileAttribute<?>... attributes) throws IOException {
        while (true) {
            Path path = folder.resolve(PROCESS + "." + UUID.randomUUID() + SUFFIX);
            // not createTempFile: its files are for their owner's eyes only, and keep that when renamed
            FileChannel channel =
                    FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
            if (isKept(path, channel)) {
                return new PartFile(path, channel);
            }
            channel.close();
        }
    }

    /** Locks the file. Returns false if another run took it for abandoned and removed it before. */
    private static boolean isKept(Path path, FileChannel channel) {
        try {
            return channel.tryLock() != null && Files.exists(path);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "No locks where " + path + " is: a run that is killed leaves it there");
            return true;
        }
    }

    /** Removes the files that killed runs have left in a folder. */
    static void removeAbandoned(Path folder) {
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
            for (Path part : parts) {
                if (!part.getFileName().toString().startsWith(PROCESS)) {
                    removeIfAbandoned(part);
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "Cannot list the content of " + folder);
        }
    }

    private static void removeIfAbandoned(Path part) {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "Left as it is, for it may belong to another user: " + part);
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Renames the file, replacing any file of that name. Its bytes are on the disk by then, so no power cut leaves half of it. */
    void moveTo(Path target) throws IOException {
        channel.force(true);
        // renamed while locked: another run could take an unlocked file for abandoned
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the file unless it has been renamed. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        }
    }
}
