package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.AddressBlocks;
import io.github.gtmapillary.http.CacheFolder;
import io.github.gtmapillary.http.CacheSettings;
import io.github.gtmapillary.http.Counters;
import io.github.gtmapillary.http.DayUsage;
import io.github.gtmapillary.http.RateLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The disk cache that data stores with some connection parameters share, and what they do in a day. It need not exist, and no token
 * is needed.
 */
public final class MapillaryCache {
    private static final double MEGABYTE = 1 << 20;

    private final CacheSettings settings;
    private final int tilesPerDay;
    private final CacheFolder folder;

    private MapillaryCache(CacheSettings settings, CacheFolder folder, int tilesPerDay) {
        this.settings = settings;
        this.tilesPerDay = tilesPerDay;
        this.folder = folder;
    }

    /**
     * The cache of data stores with these connection parameters.
     *
     * @throws IOException naming the parameter that is wrong
     */
    public static MapillaryCache of(Map<String, ?> parameters) throws IOException {
        CacheSettings settings = ConnectionParameters.readCache(parameters, System::getenv);
        if (settings.folder() == null) {
            throw new IOException(
                    "There is no cache: this system can't name its folder. Set cache_dir to another folder");
        }
        return new MapillaryCache(
                settings,
                new CacheFolder(settings.folder()),
                ConnectionParameters.readLimits(parameters, System::getenv).tilesPerDay());
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
     * @param today what these data stores have done today
     * @param blockedUntil the hosts that block this address, and when one request tries whether they still do
     */
    public record Status(
            Path folder,
            int entries,
            long bytes,
            long mostBytes,
            Duration maxAge,
            int processes,
            Today today,
            SortedMap<String, Instant> blockedUntil) {

        public Status {
            blockedUntil = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Instant>) blockedUntil));
        }

        /** For people: a few lines. */
        public String text() {
            return "folder      " + folder + '\n'
                    + "answers     " + entries + '\n'
                    + "size        " + megabytes(bytes)
                    + (mostBytes == 0 ? ", switched off" : " of " + megabytes(mostBytes))
                    + (processes > 1 ? " for each of " + processes + " processes" : "") + '\n'
                    + "age         " + maxAge.toMinutes() + " minutes at most\n"
                    + today.text()
                    + blockedUntil.entrySet().stream()
                            .map(block -> "blocked     " + block.getKey() + ", tried again at " + block.getValue()
                                    + "; lift it with --unblock when you know that it is over\n")
                            .collect(Collectors.joining());
        }
    }

    /**
     * What the data stores of all programs have done today (UTC) that share the cache and count their tiles, which all do but those
     * whose {@code tiles_per_day} is no limit. Tiles count at once. The rest is added by programs that still run with a request, once a
     * minute at most, and when their data stores are disposed.
     *
     * @param tiles how many have been asked for, by host
     * @param tilesPerDay how many of each host may be
     * @param requests sent to Mapillary, repeated ones included
     * @param retries requests that were sent again because they had failed
     * @param cacheHits requests that a cache answered, which are not in {@code requests}
     * @param bytes received
     * @param failures requests that failed for good, by kind
     */
    public record Today(
            SortedMap<String, Long> tiles,
            int tilesPerDay,
            long requests,
            long retries,
            long cacheHits,
            long bytes,
            SortedMap<FailureKind, Long> failures) {

        /** How many more tiles may be asked for until midnight UTC, 0 or more; empty for any number. */
        public Optional<Long> tilesLeft(String host) {
            return tilesPerDay == RateLimits.UNLIMITED
                    ? Optional.empty()
                    : Optional.of(Math.max(tilesPerDay - tiles.getOrDefault(host, 0L), 0));
        }

        private String text() {
            String asked = tiles.isEmpty()
                    ? "today       no tiles" + left("") + '\n'
                    : tiles.keySet().stream()
                            .map(host -> "today       " + tiles.get(host) + " tiles from " + host + left(host) + '\n')
                            .collect(Collectors.joining());
            return asked + "            " + requests + " requests, " + retries + " of them repeated, " + cacheHits
                    + " answered by the cache, " + megabytes(bytes) + '\n'
                    + "            failed: " + StoreHealth.text(failures) + '\n';
        }

        private String left(String host) {
            return tilesLeft(host)
                    .map(left -> ", " + left + " of " + tilesPerDay + " left")
                    .orElse("");
        }
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    /**
     * Looks what is there, also while data stores use it.
     *
     * @throws IOException when it can't be read, or when what is kept of today is damaged; the message names the file
     */
    public Status status() throws IOException {
        CacheFolder.Usage usage = folder.usage();
        DayUsage day = DayUsage.today(folder.path(), Clock.systemUTC());
        Counters counters = day.counters();
        return new Status(
                folder.path(),
                usage.entries(),
                usage.bytes(),
                settings.diskBytes(),
                settings.ttl(),
                usage.processes(),
                new Today(
                        day.tiles(),
                        tilesPerDay,
                        counters.requests(),
                        counters.retries(),
                        counters.cacheHits(),
                        counters.bytes(),
                        counters.failures()),
                AddressBlocks.blockedUntil(folder.path()));
    }

    /**
     * Lets hosts be asked again that block this address, also by programs that run. Only for a person who knows that the block is
     * over: asking while it is not prolongs it.
     *
     * @return the hosts whose blocks were lifted, such as {@code tiles:tiles.mapillary.com}
     * @throws IOException when the file of the blocks can't be written
     */
    public List<String> unblock() throws IOException {
        return AddressBlocks.lift(folder.path());
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
