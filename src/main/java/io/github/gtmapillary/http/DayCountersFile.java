package io.github.gtmapillary.http;

import io.github.gtmapillary.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one day in a {@link SharedFile}: a line with the day, and one for each count, such as {@code requests 1234} or
 * {@code failed NETWORK 2}.
 */
final class DayCountersFile {

    private static final String REQUESTS = "requests";
    private static final String RETRIES = "retries";
    private static final String CACHE_HITS = "cache-hits";
    private static final String BYTES = "bytes";
    private static final String FAILED = "failed ";

    private final SharedFile file;

    /** @param folder need not exist; null for none */
    DayCountersFile(@Nullable Path folder) {
        this.file = new SharedFile(folder, "counters-per-day");
    }

    /** What is there is not what this class writes. */
    static final class CorruptException extends IOException {
        CorruptException(SharedFile file, Exception cause) {
            super(file + " does not hold the counters of a day: "
                    + SafeText.oneLine(String.valueOf(cause.getMessage())));
        }
    }

    /**
     * Reads what has been counted on a day, nothing if the file is of another day or not there.
     *
     * @throws CorruptException if there is something else in the file
     */
    DayCounters read(LocalDate day) throws IOException {
        List<String> lines = file.read().lines().toList();
        if (lines.isEmpty()) {
            return new DayCounters(day, Counters.NONE);
        }
        try {
            return new DayCounters(LocalDate.parse(lines.get(0)), counters(lines.subList(1, lines.size()))).on(day);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw new CorruptException(file, e);
        }
    }

    /**
     * Adds to what others have counted on the same day, in place of what is there of another day.
     *
     * @param damage told if what is there can't be read, which is then replaced too
     * @throws SharedFile.BusyException if another process is at it
     */
    void add(LocalDate day, Counters more, Consumer<CorruptException> damage) throws IOException {
        try (SharedFile.Session session = file.open()) {
            session.write(text(readable(day, damage).plus(more)));
        }
    }

    private DayCounters readable(LocalDate day, Consumer<CorruptException> damage) throws IOException {
        try {
            return read(day);
        } catch (CorruptException e) {
            damage.accept(e);
            return new DayCounters(day, Counters.NONE);
        }
    }

    /** Leaves out what programs of another version have counted under names that are no kinds of this one. */
    private static Counters counters(List<String> lines) {
        Map<String, Long> counts = new HashMap<>();
        SortedMap<FailureKind, Long> failures = new TreeMap<>();
        for (String line : lines) {
            int space = line.lastIndexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("\"" + line + "\"");
            }
            String name = line.substring(0, space);
            long count = Long.parseLong(line.substring(space + 1));
            if (name.startsWith(FAILED)) {
                FailureKind.named(name.substring(FAILED.length())).ifPresent(kind -> failures.put(kind, count));
            } else {
                counts.put(name, count);
            }
        }
        Counters read = new Counters(
                taken(counts, REQUESTS),
                taken(counts, RETRIES),
                taken(counts, CACHE_HITS),
                taken(counts, BYTES),
                failures);
        Iterator<String> unknown = counts.keySet().iterator();
        if (unknown.hasNext()) {
            throw new IllegalArgumentException("\"" + unknown.next() + "\"");
        }
        return read;
    }

    private static long taken(Map<String, Long> counts, String name) {
        Long count = counts.remove(name);
        if (count == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return count;
    }

    private static String text(DayCounters day) {
        Counters counters = day.counters();
        StringBuilder text = new StringBuilder().append(day.day()).append('\n');
        line(text, REQUESTS, counters.requests());
        line(text, RETRIES, counters.retries());
        line(text, CACHE_HITS, counters.cacheHits());
        line(text, BYTES, counters.bytes());
        counters.failures().forEach((kind, count) -> line(text, FAILED + kind, count));
        return text.toString();
    }

    private static void line(StringBuilder text, String name, long count) {
        text.append(name).append(' ').append(count).append('\n');
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
