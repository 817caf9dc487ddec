package io.github.gtmapillary.http.pace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The blocks of this address that all programs on one folder share. Host names are of the form {@code tiles:tiles.mapillary.com}. */
public final class AddressBlocks {

    private AddressBlocks() {}

    /**
     * For each blocking host, when one request may try again; hosts that do not block this address are absent.
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
     * Lifts all blocks, so that all these programs send requests again.
     *
     * @return the hosts that blocked this address
     * @throws IOException if the file of the blocks can't be written
     */
    public static List<String> lift(Path folder) throws IOException {
        return List.copyOf(BlockFile.lift(folder));
    }
}
