package io.github.gtmapillary.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What all programs have done today (UTC) that keep count in the same folder.
 *
 * @param tiles how many have been asked for, by host; a host that has not been asked is not there
 * @param counters without what programs that still run have done since they last wrote it down, which they do with a request, once
 *     a minute at most
 */
public record DayUsage(SortedMap<String, Long> tiles, Counters counters) {

    public DayUsage {
        tiles = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Long>) tiles));
    }

    /**
     * Reads what is kept of today.
     *
     * @param folder need not exist
     * @throws IOException when a file can't be read or is damaged
     */
    public static DayUsage today(Path folder, Clock clock) throws IOException {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            return new DayUsage(
                    tiles(folder, day), new DayCountersFile(folder).read(day).counters());
        } catch (DayTallyFile.CorruptException | DayCountersFile.CorruptException e) {
            throw new IOException(
                    e.getMessage() + ": delete it, or let a data store send a request, which replaces it", e);
        }
    }

    private static SortedMap<String, Long> tiles(Path folder, LocalDate day) throws IOException {
        SortedMap<String, Long> tiles = new TreeMap<>();
        for (Map.Entry<String, DayTally> host : new DayTallyFile(folder).read().entrySet()) {
            long requests = host.getValue().on(day).requests();
            if (requests > 0) {
                tiles.put(host.getKey(), requests);
            }
        }
        return tiles;
    }
}
