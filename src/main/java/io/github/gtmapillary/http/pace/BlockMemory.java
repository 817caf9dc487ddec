package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.files.SharedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers whether a host blocks this address, across restarts and for all programs on one folder. While nothing changes, a look costs
 * only a read of the file's attributes. If the file can't be written, only this program remembers. Safe for many threads.
 */
final class BlockMemory {

    /** Changes a block into another one; null is no block. It may run more than once. */
    @FunctionalInterface
    interface Change {
        @Nullable Block of(@Nullable Block before);
    }

    private final BlockFile file;
    private final String host;
    private final RareWarning warning;

    /** Guarded by this, like the fields below. */
    private @Nullable Block known;

    /** The stamp of the last read; null before the first one. */
    private @Nullable Object stamp;

    /** Whether the file lacks {@code known}. */
    private boolean unwritten;

    /**
     * Remembers the block of one host.
     *
     * @param folder need not exist; null if the system can't name it
     * @param host named as by {@link BlockFile#key}
     * @param warning warns of a file that can't be used
     */
    BlockMemory(@Nullable Path folder, String host, RareWarning warning) {
        this.file = new BlockFile(folder);
        this.host = host;
        this.warning = warning;
    }

    /** The block as known now, null for none. */
    synchronized @Nullable Block look() {
        Object now = file.stamp();
        if (!now.equals(stamp)) {
            // before reading, so that a write in the meantime is seen the next time
            stamp = now;
            if (!now.equals(SharedFile.ABSENT)) {
                read();
            } else if (!unwritten) {
                known = null;
            }
        }
        return known;
    }

    private void read() {
        try {
            known = file.read().get(host);
            unwritten = false;
        } catch (IOException e) {
            warnOfUnusable(e);
        }
    }

    /** Changes the block for all programs, and returns the result. */
    synchronized @Nullable Block change(Change change) {
        boolean[] isDone = {false};
        SharedFile.insist(() -> isDone[0] = changeInFile(change));
        if (!isDone[0]) {
            changeInMemory(change, new IOException("another process has it open"));
        }
        return known;
    }

    /** Returns false if another process has the file open. */
    private boolean changeInFile(Change change) {
        try (SharedFile.Session session = file.open()) {
            Map<String, Block> byHost = readable();
            Block before = unwritten ? known : byHost.get(host);
            Block after = change.of(before);
            if (unwritten || !Objects.equals(before, after)) {
                if (after == null) {
                    byHost.remove(host);
                } else {
                    byHost.put(host, after);
                }
                session.write(BlockFile.text(byHost));
            }
            stamp = file.stamp();
            known = after;
            unwritten = false;
        } catch (SharedFile.BusyException e) {
            return false;
        } catch (IOException e) {
            changeInMemory(change, e);
        }
        return true;
    }

    private void changeInMemory(Change change, IOException failure) {
        warnOfUnusable(failure);
        known = change.of(known);
        unwritten = true;
    }

    /** Replaces a damaged file. */
    private Map<String, Block> readable() {
        try {
            return file.read();
        } catch (IOException e) {
            warnOfUnusable(e);
            return new TreeMap<>();
        }
    }

    private void warnOfUnusable(IOException failure) {
        warning.tell(
                "unusable",
                "Blocks of this address can't be saved in " + file
                        + ": other programs do not learn of them, and this one forgets them when it ends; check cache_dir ("
                        + failure + ")");
    }
}
