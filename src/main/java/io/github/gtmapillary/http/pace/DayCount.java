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
 * Counts the requests sent to a host today (UTC), across restarts and across all programs on one folder. The data stores of this process
 * share one such object; processes share a file. If the file is unusable, the count goes on in memory.
 */
final class DayCount {

    /** All counts of this process, one for each folder. They outlive data stores, so that no unwritten count is lost. */
    private static final Map<Key, DayCount> COUNTS = new ConcurrentHashMap<>();

    private record Key(@Nullable Path folder, String host) {}

    private final DayTallyFile file;
    private final String host;
    private final Clock clock;
    private final RareWarning warning;
    private DayTally known;

    /** Requests in {@code known} that the file lacks; negative if more were given back. */
    private long unwritten;

    private boolean everRead;

    DayCount(@Nullable Path folder, String host, Clock clock) {
        this.file = new DayTallyFile(folder);
        this.host = host;
        this.clock = clock;
        this.warning = new RareWarning(clock);
        this.known = new DayTally(today(), 0);
    }

    /** This process's count for a host in a folder, which need not exist; null for the folder keeps it in memory alone. */
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

    /** Counts one request less. If today has none yet, the request belonged to a day that is over. */
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

    /** Writes counts that a busy file held up, before this process ends: there may be no further request to do it. */
    void settle() {
        SharedFile.insist(this::settled);
    }

    /** Returns false if the file is still busy. */
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

    /** Changes the count in the file, which adds up this program and others. */
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

    /** While another process has the file open, this one counts in memory and writes at its next turn. */
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
                "The count of today's requests can't be saved in " + file
                        + ", so this program counts from 0 again after a restart; check cache_dir (" + failure + ")");
    }

    /** Reads the file's count, which other programs may have changed. */
    private void learn(@Nullable DayTally stored) {
        if (stored != null) {
            DayTally ours = known;
            DayTally theirs = stored.on(today());
            // within one day the file is right: other programs may have given requests back
            known = theirs.day().equals(ours.day())
                    ? theirs.plus(Math.max(unwritten, -theirs.requests()))
                    : ours.orMore(theirs);
        }
        everRead = true;
    }

    /** Requests left today under this limit. Only the first call reads the file; this process's own requests keep the number current. */
    synchronized long left(int limit) {
        if (!everRead) {
            try {
                learn(file.read().tallies().get(host));
            } catch (IOException e) {
                everRead = true; // the next counted request reports the fault
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

    /** The end of the counted day. */
    synchronized Instant dayEnds() {
        return known.on(today()).day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
