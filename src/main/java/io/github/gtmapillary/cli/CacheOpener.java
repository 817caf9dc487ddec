package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.Map;

/** Finds the disk cache of the data stores that connection parameters make. */
@FunctionalInterface
interface CacheOpener {

    /**
     * Finds the cache. It may not exist yet.
     *
     * @param parameters connection parameters by key, {@code dbtype} included, values as the user wrote them
     * @throws IllegalArgumentException or IOException when a parameter is wrong; the message names key and value
     */
    Cache open(Map<String, Object> parameters) throws IOException;

    /** A disk cache. */
    interface Cache {

        /** Returns a description of the contents. */
        String status() throws IOException;

        /** Deletes the contents. */
        void clear() throws IOException;

        /** Lifts the blocks of this address and returns a description of them. */
        String unblock() throws IOException;
    }
}
