package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.Counters;
import io.github.gtmapillary.http.pace.AddressBlocks;
import io.github.gtmapillary.http.pace.DayUsage;
import io.github.gtmapillary.http.pace.RateLimits;
import io.github.gtmapillary.http.wire.CacheFolder;
import io.github.gtmapillary.http.wire.CacheSettings;
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
 * The disk cache that data stores share, and the number of requests that they have made today. The cache need not exist, and no token is
 * needed:
 *
 * <pre>{@code
 * System.out.print(MapillaryCache.of(Map.of("cache_dir", "/var/cache/mapillary")).status().text());
 * }</pre>
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
     * Finds the cache of data stores with these connection parameters.
     *
     * @param parameters connection parameters as for a data store; {@code cache_dir}, {@code cache_size_mb},
     *     {@code cache_ttl_minutes} and {@code tiles_per_day} count
     * @return the cache, which need not exist yet
     * @throws IOException if a parameter is wrong, which the message names, or if the system has no folder for caches
     */
    public static MapillaryCache of(Map<String, ?> parameters) throws IOException {
        return FallibleCall.make(FailureKind.CONFIGURATION, () -> {
            ParameterReader reader = new ParameterReader(parameters, System::getenv);
            CacheSettings settings = reader.cache();
            if (settings.folder() == null) {
                throw new MapillaryException(
                        FailureKind.CONFIGURATION,
                        "There is no cache: this system can't name its folder. Set cache_dir to another folder");
            }
            return new MapillaryCache(settings, new CacheFolder(settings.folder()), reader.tilesPerDay());
        });
    }

    /**
     * The content of the disk cache.
     *
     * @param folder the folder of the cache, absolute
     * @param entries the number of answers, of any age
     * @param bytes the size of all answers in bytes
     * @param mostBytes the most bytes that each process may use; 0 if the disk cache is disabled
     * @param maxAge how long an answer stays valid; the store uses an older one only while Mapillary is unreachable
     * @param processes the number of processes that have left answers, each in a folder of its own
     * @param today the requests of today
     * @param blockedUntil the hosts that block this address, with the time of the next request that tests the block
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

        /** {@return a few lines for a person, as {@code mapillary cache} prints them} */
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
     * Today's totals (UTC) of the data stores of all programs that share the cache and limit their tiles, as all do unless {@code
     * tiles_per_day} is no limit. Tiles count at once. A store adds its other counts when it is disposed, and with a request at most once a
     * minute.
     *
     * @param tiles the number of tiles requested, by host
     * @param tilesPerDay the most tiles that may be requested from each host
     * @param requests requests sent to Mapillary, including repeated ones
     * @param retries requests that were sent again after a failure
     * @param cacheHits requests that a cache answered; {@code requests} does not include them
     * @param bytes bytes received
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

        /**
         * Says how many tiles are left today.
         *
         * @param host the name of a tiles host, such as {@code tiles.mapillary.com}
         * @return the number of tiles that may be requested until midnight UTC, 0 or more; empty without a limit
         */
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
     * Reads the content of the cache, also while data stores use it.
     *
     * @return the answers on the disk, the counts of today and the blocks
     * @throws IOException if a file can't be read or the counts of today are damaged; the message names the file
     */
    public Status status() throws IOException {
        return FallibleCall.make(FailureKind.CONFIGURATION, () -> {
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
        });
    }

    /**
     * Lifts the pause for hosts that block this address, in running programs too. Call it only when you know that the block is over:
     * requests during a block prolong it.
     *
     * @return the hosts whose blocks were lifted, such as {@code tiles:tiles.mapillary.com}
     * @throws IOException if the file of the blocks can't be written
     */
    public List<String> unblock() throws IOException {
        return FallibleCall.make(FailureKind.CONFIGURATION, () -> {
            return AddressBlocks.lift(folder.path());
        });
    }

    /**
     * Deletes all answers and no other file of the folder.
     *
     * @throws IOException if a data store of this or another process has the cache open, or if a file can't be deleted
     */
    public void clear() throws IOException {
        FallibleCall.make(FailureKind.CONFIGURATION, () -> {
            folder.clear();
            return folder;
        });
    }
}
