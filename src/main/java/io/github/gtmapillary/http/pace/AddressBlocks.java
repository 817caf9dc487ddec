package io.github.gtmapillary.http.pace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The blocks of this address, known to all programs that share a folder. Hosts are named as in {@code tiles:tiles.mapillary.com}. */
public final class AddressBlocks {

    private AddressBlocks() {}

    /**
     * When one request may try again, by host; a host that does not block this address is absent.
     *
     * @param folder need not exist
     * @throws IOException if the file of the blocks can't be read
     */
    public static SortedMap<String, Instant> blockedUntil(Path folder) throws IOException {
        SortedMap<String, Instant> untils = new TreeMap<>();
        new BlockFile(folder).read().forEach((host, block) -> untils.put(host, block.until()));
        return untils;
    }

    /**
     * Lifts all blocks, so that all these programs ask again.
     *
     * @return the hosts that were blocked
     * @throws IOException if the file of the blocks can't be written
     */
    public static List<String> lift(Path folder) throws IOException {
        return List.copyOf(BlockFile.lift(folder));
    }
}
