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
 * Whether a host blocks this address, as all programs know it that share a folder, over restarts. Looking costs no more than the
 * file's attributes while nothing changes. Where the file can't be written, this program alone knows. Safe for many threads.
 */
final class BlockMemory {

    /** How a block becomes another one; null is no block. May be applied more than once. */
    @FunctionalInterface
    interface Change {
        @Nullable Block of(@Nullable Block before);
    }

    private final BlockFile file;
    private final String host;
    private final RareWarning warning;

    /** Guarded by this, as is what follows. */
    private @Nullable Block known;

    /** Of the file when it was last read; null before. */
    private @Nullable Object stamp;

    /** Whether {@code known} is not in the file. */
    private boolean unwritten;

    /**
     * The memory of one host.
     *
     * @param folder need not exist; null if the system can't name it
     * @param host as {@link BlockFile#key} says
     * @param warning told of a file that can't be used
     */
    BlockMemory(@Nullable Path folder, String host, RareWarning warning) {
        this.file = new BlockFile(folder);
        this.host = host;
        this.warning = warning;
    }

    /** The block as it is known now, null for none. */
    synchronized @Nullable Block look() {
        Object now = file.stamp();
        if (!now.equals(stamp)) {
            // before reading, so that what is written meanwhile is seen the next time
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

    /** Changes the block for all programs, and returns what it has become. */
    synchronized @Nullable Block change(Change change) {
        boolean[] isDone = {false};
        SharedFile.insist(() -> isDone[0] = changeInFile(change));
        if (!isDone[0]) {
            changeInMemory(change, new IOException("another process is at it"));
        }
        return known;
    }

    /** False if another process is at the file. */
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
                "Blocks of this address can't be kept in " + file
                        + ", so that other programs do not hear of them, nor this one after a restart; check cache_dir ("
                        + failure + ")");
    }
}
