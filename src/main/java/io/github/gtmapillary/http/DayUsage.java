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

/** How many tiles have been asked for today (UTC) by all programs that keep count in the same folder. */
public final class DayUsage {
    private DayUsage() {}

    /**
     * Reads the counts of today.
     *
     * @param folder need not exist
     * @return by host; a host that has not been asked today is not there
     * @throws IOException when the file can't be read or is damaged
     */
    public static SortedMap<String, Long> today(Path folder, Clock clock) throws IOException {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        SortedMap<String, Long> today = new TreeMap<>();
        for (Map.Entry<String, DayTally> host : new DayTallyFile(folder).read().entrySet()) {
            long requests = host.getValue().on(day).requests();
            if (requests > 0) {
                today.put(host.getKey(), requests);
            }
        }
        return Collections.unmodifiableSortedMap(today);
    }
}
