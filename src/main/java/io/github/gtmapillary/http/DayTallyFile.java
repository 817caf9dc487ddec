package io.github.gtmapillary.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tallies of hosts in a {@link SharedFile}, a line each: {@code tiles.mapillary.com 2026-11-21 1234}. */
final class DayTallyFile {

    private final SharedFile file;

    /** @param folder need not exist; null for none */
    DayTallyFile(@Nullable Path folder) {
        this.file = new SharedFile(folder, "requests-per-day");
    }

    /** What is there is not what this class writes. */
    static final class CorruptException extends IOException {
        CorruptException(SharedFile file, String line) {
            super(file + " has a line that is no count of requests: \"" + SafeText.oneLine(line) + "\"");
        }
    }

    /**
     * Reads all tallies, none if there is no file.
     *
     * @throws CorruptException if there is something else in the file
     */
    Map<String, DayTally> read() throws IOException {
        Map<String, DayTally> byHost = new TreeMap<>();
        for (String line : file.read().lines().toList()) {
            String[] parts = line.split(" ", -1);
            if (parts.length != 3) {
                throw new CorruptException(file, line);
            }
            byHost.put(parts[0], tally(parts, line));
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
     * @throws SharedFile.BusyException if another process is at it
     */
    Session open() throws IOException {
        return new Session(file.open());
    }

    /** The file, as long as nobody else changes it. */
    final class Session implements AutoCloseable {

        private final SharedFile.Session session;

        private Session(SharedFile.Session session) {
            this.session = session;
        }

        Map<String, DayTally> read() throws IOException {
            return DayTallyFile.this.read();
        }

        /** Replaces all that is there. */
        void write(Map<String, DayTally> byHost) throws IOException {
            session.write(byHost.entrySet().stream()
                    .map(entry -> entry.getKey() + " " + entry.getValue().day() + " "
                            + entry.getValue().requests() + "\n")
                    .collect(Collectors.joining()));
        }

        @Override
        public void close() throws IOException {
            session.close();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
