package io.github.gtmapillary;

import io.github.gtmapillary.http.CacheFolder;
import io.github.gtmapillary.http.CacheSettings;
import io.github.gtmapillary.http.DayUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The disk cache that data stores with some connection parameters share. It need not exist, and no token is needed. */
public final class MapillaryCache {
    private static final double MEGABYTE = 1 << 20;

    private final CacheSettings settings;
    private final CacheFolder folder;

    private MapillaryCache(CacheSettings settings) {
        this.settings = settings;
        this.folder = new CacheFolder(settings.folder());
    }

    /**
     * The cache of data stores with these connection parameters.
     *
     * @throws IOException naming the parameter that is wrong
     */
    public static MapillaryCache of(Map<String, ?> parameters) throws IOException {
        return new MapillaryCache(ConnectionParameters.readCache(parameters, System::getenv));
    }

    /**
     * What is on the disk.
     *
     * @param folder where, absolute
     * @param entries answers, whatever their age
     * @param bytes that they take
     * @param mostBytes that each process may take; 0 when the disk cache is switched off
     * @param maxAge for how long an answer is good; an older one serves only when Mapillary can't be asked
     * @param processes how many processes have left answers, each apart from the others
     * @param tilesToday how many tiles have been asked for today (UTC), by host
     */
    public record Status(
            Path folder,
            int entries,
            long bytes,
            long mostBytes,
            Duration maxAge,
            int processes,
            SortedMap<String, Long> tilesToday) {

        /** For people: a few lines. */
        public String text() {
            return "folder      " + folder + '\n'
                    + "answers     " + entries + '\n'
                    + "size        " + megabytes(bytes)
                    + (mostBytes == 0 ? ", switched off" : " of " + megabytes(mostBytes))
                    + (processes > 1 ? " for each of " + processes + " processes" : "") + '\n'
                    + "age         " + maxAge.toMinutes() + " minutes at most\n"
                    + tilesToday.entrySet().stream()
                            .map(host -> "today       " + host.getValue() + " tiles from " + host.getKey() + '\n')
                            .collect(Collectors.joining());
        }

        private static String megabytes(long bytes) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
        }
    }

    /** Looks what is there, also while data stores use it. */
    public Status status() throws IOException {
        CacheFolder.Usage usage = folder.usage();
        return new Status(
                folder.path(),
                usage.entries(),
                usage.bytes(),
                settings.diskBytes(),
                settings.ttl(),
                usage.processes(),
                DayUsage.today(folder.path(), Clock.systemUTC()));
    }

    /**
     * Deletes all answers, and nothing else that is in the folder.
     *
     * @throws IOException when a data store has the cache open, in this process or in another, or when deleting fails
     */
    public void clear() throws IOException {
        folder.clear();
    }
}
