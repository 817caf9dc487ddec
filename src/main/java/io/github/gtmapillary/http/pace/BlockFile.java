package io.github.gtmapillary.http.pace;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.files.SharedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of hosts in a {@link SharedFile}, one a line: the host, since when, until when, and the number of refused requests, as in
 * {@code tiles:tiles.mapillary.com 2026-11-21T10:00:00Z 2026-11-21T11:00:00Z 1}.
 */
final class BlockFile {

    private final SharedFile file;

    /** @param folder need not exist; null if the system can't name it, so that nothing is read or written */
    BlockFile(@Nullable Path folder) {
        this.file = new SharedFile(folder, "blocked-hosts");
    }

    /** A host's name in the file. Tiles and Graph API have different names, even behind one proxy. */
    static String key(ApiHost host, String name) {
        return (host == ApiHost.TILES ? "tiles:" : "graph:") + name;
    }

    /** A stamp that changes whenever the file is replaced. */
    Object stamp() {
        return file.stamp();
    }

    /**
     * Reads all blocks, none if there is no file.
     *
     * @throws IOException if the file can't be read, or if one of its lines is damaged; the message names it
     */
    Map<String, Block> read() throws IOException {
        Map<String, Block> byHost = new TreeMap<>();
        for (String line : file.read().lines().toList()) {
            String[] parts = line.split(" ", -1);
            try {
                byHost.put(
                        parts[0],
                        new Block(Instant.parse(parts[1]), Instant.parse(parts[2]), Integer.parseInt(parts[3])));
            } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new MapillaryException(
                        FailureKind.CONFIGURATION,
                        file + " has a damaged line: \"" + SafeText.oneLine(line)
                                + "\"; 'mapillary cache --unblock' deletes all of them",
                        e);
            }
        }
        return byHost;
    }

    /**
     * Opens the file for a change and locks out other processes.
     *
     * @throws SharedFile.BusyException if another process has the file open
     */
    SharedFile.Session open() throws IOException {
        return file.open();
    }

    /**
     * Deletes all blocks of a folder, so that all programs on it send requests again.
     *
     * @return the hosts whose blocks were deleted, named as by {@link #key}
     * @throws SharedFile.BusyException if another process has the file open
     */
    static Set<String> lift(Path folder) throws IOException {
        BlockFile blocks = new BlockFile(folder);
        if (blocks.file.isAbsent()) {
            return Set.of();
        }
        try (SharedFile.Session session = blocks.open()) {
            Set<String> hosts = blocks.hosts();
            session.write("");
            return hosts;
        }
    }

    /** The first word of every line, even of damaged lines. */
    private Set<String> hosts() throws IOException {
        return file.read().lines().map(line -> line.split(" ", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The file's text for these blocks. */
    static String text(Map<String, Block> byHost) {
        return byHost.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue().since() + " "
                        + entry.getValue().until() + " " + entry.getValue().times() + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
