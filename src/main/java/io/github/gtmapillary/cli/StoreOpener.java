package io.github.gtmapillary.cli;

import java.io.IOException;
import java.util.Map;
import org.geotools.api.data.DataStore;

/** Opens the data store that answers the command. */
@FunctionalInterface
interface StoreOpener {

    /**
     * Opens a data store; the caller disposes of it.
     *
     * @param parameters connection parameters by key, {@code dbtype} included, values as the user wrote them
     * @throws IllegalArgumentException when a parameter is wrong; the message names key and value
     */
    DataStore open(Map<String, Object> parameters) throws IOException;
}
