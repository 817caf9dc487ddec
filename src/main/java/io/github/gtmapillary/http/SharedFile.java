package io.github.gtmapillary.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** A small text file that several processes keep together: replaced as a whole, and changed by one at a time. */
final class SharedFile {

    /** Nobody writes as much; what is longer is damaged, and cut here. */
    private static final int MOST_BYTES = 1 << 16;

    private final Path folder;
    private final Path file;

    /**
     * A file that need not exist.
     *
     * @param folder need not exist either; made when something is written
     */
    SharedFile(Path folder, String name) {
        this.folder = folder;
        this.file = folder.resolve(name);
    }

    /** Another process is at it at this moment. */
    static final class BusyException extends IOException {
        BusyException(Path file) {
            super(file + " is in use by another process");
        }
    }

    /** What is in the file; empty if there is none. */
    String read() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            // bytes that are no text do not keep it from being read
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    /**
     * Opens the file for a change, which keeps other processes away from it.
     *
     * @throws BusyException if another process is at it
     */
    Access open() throws IOException {
        makeFolder();
        FileChannel channel = FileChannel.open(beside(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // this library a second time in this process, in another web application
        } finally {
            if (held == null) {
                channel.close();
            }
        }
        if (held == null) {
            throw new BusyException(file);
        }
        return new Access(channel);
    }

    /** The file, as long as nobody else changes it. */
    final class Access implements AutoCloseable {

        /** And with the channel goes the lock. */
        private final FileChannel channel;

        private Access(FileChannel channel) {
            this.channel = channel;
        }

        /** Replaces all that is there. */
        void write(String text) throws IOException {
            Path next = beside(".new");
            Files.write(next, text.getBytes(StandardCharsets.ISO_8859_1));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    /** For the owner's eyes only, as answers lie there too. */
    private void makeFolder() throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (UnsupportedOperationException e) {
            // Windows, where a folder below the user's own is the user's own
            Files.createDirectories(folder);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
