package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.files.SharedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How many requests a host has been sent today (UTC), over restarts and over all who keep count in the same folder: the data stores
 * of this process share one of these, other processes a file. Where the file can't be had, it counts on in memory.
 */
final class DayCount {

    /**
     * All counts of this process. They stay, because one that could not be written must not be forgotten with the data store; there
     * are as many as folders.
     */
    private static final Map<Key, DayCount> COUNTS = new ConcurrentHashMap<>();

    private record Key(@Nullable Path folder, String host) {}

    private final DayTallyFile file;
    private final String host;
    private final Clock clock;
    private final RareWarning warning;
    private DayTally known;

    /** Requests that are in {@code known} but not in the file; negative if more were given back. */
    private long unwritten;

    private boolean everRead;

    DayCount(@Nullable Path folder, String host, Clock clock) {
        this.file = new DayTallyFile(folder);
        this.host = host;
        this.clock = clock;
        this.warning = new RareWarning(clock);
        this.known = new DayTally(today(), 0);
    }

    /** The count that this process keeps for a host in a folder, which need not exist; in memory alone if there is none. */
    static DayCount shared(@Nullable Path folder, String host, Clock clock) {
        Path place = folder == null ? null : folder.toAbsolutePath().normalize();
        return COUNTS.computeIfAbsent(new Key(place, host), key -> new DayCount(key.folder, key.host, clock));
    }

    /** Counts one more request. Returns false, without counting, if the limit is reached. */
    synchronized boolean take(int limit) {
        rollOver();
        try {
            boolean[] isTaken = {false};
            write(stored -> {
                isTaken[0] = stored.requests() < limit;
                return isTaken[0] ? stored.plus(1) : stored;
            });
            return isTaken[0];
        } catch (IOException e) {
            return takeInMemory(limit, e);
        }
    }

    /** Counts one request less. On a day that has none yet, it was one of a day that is over. */
    synchronized void giveBack() {
        rollOver();
        if (known.requests() == 0) {
            return;
        }
        try {
            write(stored -> stored.requests() == 0 ? stored : stored.plus(-1));
        } catch (IOException e) {
            if (!(e instanceof SharedFile.BusyException)) {
                warnOfUnusable(e);
            }
            known = known.plus(-1);
            unwritten--;
        }
    }

    /** Writes down what was counted while the file was busy, before this process ends: there may be no next request to do it with. */
    void settle() {
        SharedFile.insist(this::settled);
    }

    /** False if the file is busy still. */
    private synchronized boolean settled() {
        if (unwritten == 0) {
            return true;
        }
        rollOver();
        try {
            write(stored -> stored);
            return true;
        } catch (SharedFile.BusyException e) {
            return false;
        } catch (IOException e) {
            warnOfUnusable(e);
            return true;
        }
    }

    /** Changes the count in the file, where other programs and this one have counted. */
    private void write(UnaryOperator<DayTally> change) throws IOException {
        DayTally[] counted = {known};
        file.change(today(), warning, tallies -> {
            learn(tallies.get(host));
            counted[0] = change.apply(known);
            tallies.put(host, counted[0]);
        });
        unwritten = 0;
        known = counted[0];
    }

    /** While another process is at the file, this one counts on, and writes it down the next time. */
    private boolean takeInMemory(int limit, IOException failure) {
        if (!(failure instanceof SharedFile.BusyException)) {
            warnOfUnusable(failure);
        }
        if (known.requests() >= limit) {
            return false;
        }
        known = known.plus(1);
        unwritten++;
        return true;
    }

    private void warnOfUnusable(IOException failure) {
        warning.tell(
                "unusable",
                "The count of today's requests can't be kept in " + file
                        + ", so that it begins anew when this program does; check cache_dir (" + failure + ")");
    }

    /** Takes in what the file says, which others may have changed. */
    private void learn(@Nullable DayTally stored) {
        if (stored != null) {
            DayTally ours = known;
            DayTally theirs = stored.on(today());
            // of one day the file knows best: others may have given requests back
            known = theirs.day().equals(ours.day())
                    ? theirs.plus(Math.max(unwritten, -theirs.requests()))
                    : ours.orMore(theirs);
        }
        everRead = true;
    }

    /** Requests left today under this limit. Reads the file only the first time; later counts are known as they happen. */
    synchronized long left(int limit) {
        if (!everRead) {
            try {
                learn(file.read().tallies().get(host));
            } catch (IOException e) {
                everRead = true; // the next request that is counted tells what is wrong
            }
        }
        rollOver();
        return Math.max(limit - known.requests(), 0);
    }

    /** Drops unwritten counts of a day that is over: they must not be added to another day. */
    private void rollOver() {
        DayTally now = known.on(today());
        if (now.requests() < known.requests()) {
            unwritten = 0;
        }
        known = now;
    }

    /** When the day that is counted is over. */
    synchronized Instant dayEnds() {
        return known.on(today()).day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
