package io.github.gtmapillary.geoserver.deploy;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The folders of a GeoServer, and the configuration that {@code install.sh} puts into them.
 *
 * @param data the data directory
 * @param webapp the web application
 */
record GeoServerFolders(ConfigFolder config, Path data, Path webapp) {

    /** Makes the folders of a GeoServer that has started once, and a plugin to install. */
    static GeoServerFolders make(ConfigFolder config, Path data) throws IOException {
        config.buildPlugin("gt-mapillary-geoserver.jar", "plugin");
        Files.writeString(Files.createDirectories(data).resolve("global.xml"), "<global/>");
        Path webapp = data.resolveSibling("webapp");
        Files.createDirectories(webapp.resolve("WEB-INF/lib"));
        return new GeoServerFolders(config, data, webapp);
    }

    /** Adds the settings of GeoWebCache, which hold tile layers on. */
    GeoServerFolders withTileSettings() throws IOException {
        Files.writeString(data.resolve("gwc-gs.xml"), "<GeoServerGWCConfig/>");
        return this;
    }

    Run install(String... options) throws IOException {
        return install(Map.of(), options);
    }

    Run install(Map<String, String> environment, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(data.toString(), webapp.toString()));
        return config.run("install.sh", environment, arguments);
    }

    /** Reads a file of the data directory. */
    String read(String file) throws IOException {
        return Files.readString(data.resolve(file));
    }
}
