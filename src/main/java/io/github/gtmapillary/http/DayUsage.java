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
 * @param counters without the last minute of programs that still run
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
        SortedMap<String, Long> tiles = new TreeMap<>();
        for (Map.Entry<String, DayTally> host : new DayTallyFile(folder).read().entrySet()) {
            long requests = host.getValue().on(day).requests();
            if (requests > 0) {
                tiles.put(host.getKey(), requests);
            }
        }
        return new DayUsage(tiles, new DayCountersFile(folder).read(day).counters());
    }
}
