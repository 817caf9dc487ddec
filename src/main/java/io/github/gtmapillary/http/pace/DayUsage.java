package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.Counters;
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
 * Today's counts (UTC) of all programs on one folder.
 *
 * @param tiles tiles requested, by host; hosts without a request are absent
 * @param counters counters that programs have written so far; a running program writes with its requests, once a minute at most
 */
public record DayUsage(SortedMap<String, Long> tiles, Counters counters) {

    public DayUsage {
        tiles = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, Long>) tiles));
    }

    /**
     * Reads today's counts.
     *
     * @param folder need not exist
     * @throws IOException when the file can't be read or is damaged
     */
    public static DayUsage today(Path folder, Clock clock) throws IOException {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        DayTallyFile file = new DayTallyFile(folder);
        DayTallyFile.Content content = file.read();
        if (!content.damaged().isEmpty()) {
            throw new MapillaryException(
                    FailureKind.CONFIGURATION,
                    file.describe(content.damaged())
                            + ": delete it, or let a data store send a request, which replaces it");
        }
        SortedMap<String, Long> tiles = new TreeMap<>();
        SortedMap<String, Long> counters = new TreeMap<>();
        content.tallies().forEach((name, tally) -> {
            long count = tally.on(day).requests();
            if (name.startsWith(DayTallyFile.COUNTER)) {
                counters.put(name.substring(DayTallyFile.COUNTER.length()), count);
            } else if (count > 0) {
                tiles.put(name, count);
            }
        });
        return new DayUsage(tiles, Counters.named(counters));
    }
}
