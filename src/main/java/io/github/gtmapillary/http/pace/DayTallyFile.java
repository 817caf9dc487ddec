package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.Counters;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.files.SharedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a day, in a {@link SharedFile} that all programs on one folder share. Each line holds the name of a count, the day, and the
 * number:
 *
 * <pre>
 * counter/requests 2026-11-21 1300
 * tiles.mapillary.com 2026-11-21 1234
 * </pre>
 *
 * <p>A host's name stands for the tiles requested from it. Names with {@link #COUNTER} are those of {@link Counters}; no host's name holds
 * a slash. Earlier versions wrote lines of hosts alone, in the same form.
 */
final class DayTallyFile {

    /** The prefix for names of {@link Counters}. */
    static final String COUNTER = "counter/";

    /** Makes this process's threads take turns: only another process can find the file busy. */
    private static final Object AMONG_THREADS = new Object();

    private final SharedFile file;

    /** @param folder need not exist; null for none */
    DayTallyFile(@Nullable Path folder) {
        this.file = new SharedFile(folder, "requests-per-day");
    }

    /**
     * The counts in the file.
     *
     * @param tallies by name, without damaged lines
     * @param damaged lines in none of the known forms; usually none
     */
    record Content(SortedMap<String, DayTally> tallies, List<String> damaged) {}

    /** A change of the tallies. */
    @FunctionalInterface
    interface Change {
        /**
         * Changes the counts of the file.
         *
         * @param tallies the counts to change in place, without damaged lines
         */
        void apply(SortedMap<String, DayTally> tallies);
    }

    /**
     * Reads everything, nothing if there is no file.
     *
     * @throws IOException if the file can't be read
     */
    Content read() throws IOException {
        SortedMap<String, DayTally> tallies = new TreeMap<>();
        List<String> damaged = new ArrayList<>();
        String text = file.read();
        for (String line : text.split("(?<=\n)", -1)) {
            String[] parts = line.stripTrailing().split(" ", -1);
            // a last line without a line break may have lost digits
            DayTally tally = parts.length == 3 && line.endsWith("\n") ? tally(parts[1], parts[2]) : null;
            if (tally != null) {
                tallies.put(parts[0], tally);
            } else if (!line.isEmpty()) {
                damaged.add(line);
            }
        }
        return new Content(tallies, damaged);
    }

    /** Returns null for a damaged line. */
    private static @Nullable DayTally tally(String day, String number) {
        try {
            return new DayTally(LocalDate.parse(day), Long.parseLong(number));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Describes the first damaged line, for messages. */
    String describe(List<String> damaged) {
        return file + " has a damaged line: \"" + SafeText.oneLine(damaged.get(0)) + "\"";
    }

    /**
     * Changes the file under its lock, and drops damaged lines and days that are over.
     *
     * @param warning warns of damaged lines
     * @throws SharedFile.BusyException if another process has the file open
     * @throws IOException if the file can't be read or written
     */
    void change(LocalDate today, RareWarning warning, Change change) throws IOException {
        synchronized (AMONG_THREADS) {
            try (Session session = open()) {
                Content before = read();
                if (!before.damaged().isEmpty()) {
                    warning.tell(
                            "corrupt",
                            "Today's counts are damaged; unreadable ones go on from the requests that this program has"
                                    + " sent itself: " + describe(before.damaged()));
                }
                SortedMap<String, DayTally> after = new TreeMap<>(before.tallies());
                change.apply(after);
                if (!after.equals(before.tallies()) || !before.damaged().isEmpty()) {
                    // keep a count of today even at 0: other programs take a missing one for a lost file
                    after.values()
                            .removeIf(tally -> !tally.day().equals(today)
                                    && tally.on(today).requests() == 0);
                    session.write(after);
                }
            }
        }
    }

    /**
     * Opens the file for a change and locks out others.
     *
     * @throws SharedFile.BusyException if another process has the file open
     */
    Session open() throws IOException {
        return new Session(file.open());
    }

    /** The file while its lock is held. */
    static final class Session implements AutoCloseable {

        private final SharedFile.Session session;

        private Session(SharedFile.Session session) {
            this.session = session;
        }

        /** Replaces the whole content. */
        void write(SortedMap<String, DayTally> tallies) throws IOException {
            session.write(tallies.entrySet().stream()
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
