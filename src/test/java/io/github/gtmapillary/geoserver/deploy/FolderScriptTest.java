package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that fills the volumes of the compose file, with a socket in place of another service. */
@RequiresPrograms({"bash", "awk", "find", "sed", "unzip"})
class FolderScriptTest {

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private ConfigFolder config;

    @BeforeEach
    void emptyVolumes() throws IOException {
        config = ConfigFolder.copyInto(folder);
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("plugin/WEB-INF/lib"));
        environment.put("GEOSERVER_DATA_DIR", folder.resolve("data").toString());
        environment.put("PLUGIN_WEBAPP_DIR", folder.resolve("plugin").toString());
        environment.put(
                "PLUGIN_ZIP",
                config.buildPlugin("gt-mapillary-geoserver.jar", "plugin").toString());
        environment.put("MAPILLARY_CACHE_DIR", folder.resolve("cache").toString());
        environment.put("SANDBOX_HOST", "127.0.0.1");
        environment.put("SANDBOX_PORT", "1");
        environment.put("TILES_CACHE_HOST", "127.0.0.1");
        environment.put("TILES_CACHE_PORT", "1");
        environment.put("MAPILLARY_ACCESS_TOKEN", "");
    }

    @Test
    void withATokenTheStoreAsksMapillary() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        Run run = fill();
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .startsWith("Tiles from https://tiles.mapillary.com, entities from https://graph.mapillary.com\n");
        assertThat(store())
                .contains(
                        entry("tiles_url", "https://tiles.mapillary.com"),
                        entry("graph_url", "https://graph.mapillary.com"),
                        entry("allow_http", "false"),
                        entry("cache_dir", folder.resolve("cache/mapillary").toString()))
                .doesNotContain("MLY|");
        assertThat(folder.resolve("cache/mapillary")).isDirectory();
        assertThat(folder.resolve("plugin/WEB-INF/lib/gt-mapillary-geoserver.jar"))
                .hasContent("plugin");
    }

    @Test
    void withTheSandboxItAsksThatAndKeepsItsAnswersApart() throws IOException {
        try (ServerSocket sandbox = listen()) {
            environment.put("SANDBOX_PORT", Integer.toString(sandbox.getLocalPort()));
            assertThat(fill().exit()).isZero();
            String url = "http://127.0.0.1:" + sandbox.getLocalPort();
            assertThat(store())
                    .contains(
                            entry("tiles_url", url),
                            entry("graph_url", url),
                            entry("allow_http", "true"),
                            entry("cache_dir", folder.resolve("cache/sandbox").toString()));
        }
    }

    @Test
    void withTheCacheItTakesTilesFromThere() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        try (ServerSocket cache = listen()) {
            environment.put("TILES_CACHE_PORT", Integer.toString(cache.getLocalPort()));
            assertThat(fill().exit()).isZero();
            assertThat(store())
                    .contains(
                            entry("tiles_url", "http://127.0.0.1:" + cache.getLocalPort()),
                            entry("graph_url", "https://graph.mapillary.com"),
                            entry("allow_http", "true"),
                            entry("timeout_seconds", "75"));
        }
    }

    @Test
    void fromTheSandboxBackToMapillaryNothingRemains() throws IOException {
        try (ServerSocket sandbox = listen()) {
            environment.put("SANDBOX_PORT", Integer.toString(sandbox.getLocalPort()));
            fill();
        }
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        assertThat(fill().exit()).isZero();
        assertThat(store()).contains(entry("allow_http", "false")).doesNotContain("127.0.0.1", "sandbox");
    }

    @Test
    void fromTheSandboxToMapillaryThoughGeoServerHasWrittenTheStoreAnew() throws IOException {
        try (ServerSocket sandbox = listen()) {
            environment.put("SANDBOX_PORT", Integer.toString(sandbox.getLocalPort()));
            fill();
            writtenAnew(sandbox.getLocalPort());
        }
        Path tile = folder.resolve("data/gwc/mapillary_images/EPSG_900913_14/0_0/1_1.png");
        Path other = folder.resolve("data/gwc/topp_states/EPSG_900913_14/0_0/1_1.png");
        for (Path file : List.of(tile, other)) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "made");
        }
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        Run run = fill();
        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(store())
                .contains(
                        entry("tiles_url", "https://tiles.mapillary.com"),
                        entry("graph_url", "https://graph.mapillary.com"),
                        entry("allow_http", "false"),
                        entry("access_token", "crypt1:c2VjcmV0Cg=="))
                .doesNotContain("127.0.0.1", "sandbox");
        assertThat(tile).doesNotExist();
        assertThat(other).exists();
    }

    @Test
    void aStoreThatCannotBeChangedStopsTheStack() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        fill();
        Files.writeString(folder.resolve("data").resolve(ConfigFolder.STORE), "<dataStore/>");
        Run run = fill();
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("the store was not changed as asked, in tiles_url graph_url");
    }

    @Test
    void whatIsInstalledHasAnotherChecksumThanWhatWasInstalledBefore() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        fill();
        String first = installed();
        fill();
        assertThat(installed()).as("the same again").isEqualTo(first).matches("[0-9a-f]{64}\n");

        config.buildPlugin("gt-mapillary-geoserver.jar", "another plugin");
        fill();
        String second = installed();
        config.write(ConfigFolder.SLD, "<StyledLayerDescriptor/>");
        fill();
        String third = installed();
        try (ServerSocket cache = listen()) {
            environment.put("TILES_CACHE_PORT", Integer.toString(cache.getLocalPort()));
            fill();
        }
        assertThat(List.of(first, second, third, installed()))
                .as("another plugin, style, source")
                .doesNotHaveDuplicates();
    }

    /** The plugin is in its place before the checksum says so. */
    @Test
    void whatCannotBeInstalledHasNoChecksum() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        environment.put("PLUGIN_ZIP", folder.resolve("none.zip").toString());
        assertThat(fill().exit()).isNotZero();
        assertThat(folder.resolve("plugin/WEB-INF/lib/gt-mapillary.installed")).doesNotExist();
    }

    private String installed() throws IOException {
        return Files.readString(folder.resolve("plugin/WEB-INF/lib/gt-mapillary.installed"));
    }

    /** As GeoServer does at its first start: another order, no comment, a date, and an encoded password from a form. */
    private void writtenAnew(int sandboxPort) throws IOException {
        Files.writeString(folder.resolve("data").resolve(ConfigFolder.STORE), """
                <dataStore>
                  <id>DataStoreInfoImpl--m</id>
                  <name>mapillary</name>
                  <type>Mapillary</type>
                  <enabled>true</enabled>
                  <workspace>
                    <id>WorkspaceInfoImpl--m</id>
                  </workspace>
                  <connectionParameters>
                    <entry key="cache_dir">%2$s</entry>
                    <entry key="access_token">crypt1:c2VjcmV0Cg==</entry>
                    <entry key="allow_http">true</entry>
                    <entry key="tiles_url">http://127.0.0.1:%1$d</entry>
                    <entry key="graph_url">http://127.0.0.1:%1$d</entry>
                    <entry key="dbtype">mapillary</entry>
                  </connectionParameters>
                  <__default>false</__default>
                  <dateModified>2026-11-28 03:18:41.695 UTC</dateModified>
                  <disableOnConnFailure>false</disableOnConnFailure>
                </dataStore>""".formatted(
                        sandboxPort, folder.resolve("cache/sandbox")));
    }

    @Test
    void withNeitherItSaysBothWays() throws IOException {
        Run run = fill();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("MAPILLARY_ACCESS_TOKEN is not set", "docker compose --profile sandbox up");
        assertThat(ConfigFolder.contents(folder.resolve("data"))).isEmpty();
    }

    @Test
    void aRealTokenIsNotGivenToTheSandbox() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        try (ServerSocket sandbox = listen()) {
            environment.put("SANDBOX_PORT", Integer.toString(sandbox.getLocalPort()));
            Run run = fill();
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains("leave one of them out").doesNotContain("MLY|");
        }
    }

    @Test
    void changedLayersDoNotKeepTheStackFromStarting() throws IOException {
        environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        fill();
        Path layer = folder.resolve("data").resolve(ConfigFolder.LAYER);
        Files.writeString(layer, "<changed/>");
        Run run = fill();
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("left as it is, since it was changed: " + layer);
    }

    private Run fill() throws IOException {
        return config.run("docker/folder.sh", environment, List.of());
    }

    private String store() throws IOException {
        return Files.readString(folder.resolve("data").resolve(ConfigFolder.STORE));
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String entry(String key, String value) {
        return "<entry key=\"" + key + "\">" + value + "</entry>";
    }
}
