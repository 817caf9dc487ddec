package io.github.gtmapillary.http;

import java.io.IOException;
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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The tallies of hosts in a file, a line each: {@code tiles.mapillary.com 2026-11-21 1234}. Replaced as a whole, and changed by one
 * process at a time.
 */
final class DayTallyFile {

    private static final String NAME = "requests-per-day";

    private final Path folder;
    private final Path file;

    /** @param folder need not exist */
    DayTallyFile(Path folder) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
    }

    /** What is there is not what this class writes. */
    static final class CorruptException extends IOException {
        CorruptException(Path file, String line) {
            super(file + " has a line that is no count of requests: \"" + SafeText.oneLine(line) + "\"");
        }
    }

    /** Another process is at it at this moment. */
    static final class BusyException extends IOException {
        BusyException(Path file) {
            super(file + " is in use by another process");
        }
    }

    /**
     * Reads all tallies, none if there is no file.
     *
     * @throws CorruptException if there is something else in the file
     */
    Map<String, DayTally> read() throws IOException {
        Map<String, DayTally> byHost = new TreeMap<>();
        try {
            // bytes that are no text do not keep it from being read
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            for (String line : text.lines().toList()) {
                String[] parts = line.split(" ", -1);
                if (parts.length != 3) {
                    throw new CorruptException(file, line);
                }
                byHost.put(parts[0], tally(parts, line));
            }
        } catch (NoSuchFileException e) {
            return byHost;
        }
        return byHost;
    }

    private DayTally tally(String[] parts, String line) throws CorruptException {
        try {
            return new DayTally(LocalDate.parse(parts[1]), Long.parseLong(parts[2]));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new CorruptException(file, line);
        }
    }

    /**
     * Opens the file for a change, which keeps other processes away from it.
     *
     * @throws BusyException if another process is at it
     */
    Access open() throws IOException {
        makeFolder();
        FileChannel channel = FileChannel.open(
                file.resolveSibling(NAME + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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

        Map<String, DayTally> read() throws IOException {
            return DayTallyFile.this.read();
        }

        /** Replaces all that is there. */
        void write(Map<String, DayTally> byHost) throws IOException {
            String text = byHost.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue().day() + " "
                            + entry.getValue().requests() + "\n")
                    .collect(Collectors.joining());
            Path beside = file.resolveSibling(NAME + ".new");
            Files.write(beside, text.getBytes(StandardCharsets.ISO_8859_1));
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
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
