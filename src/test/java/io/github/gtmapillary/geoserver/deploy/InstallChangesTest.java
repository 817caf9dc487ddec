package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Changes by {@code install.sh}'s rules: values count, not GeoServer's way of writing them. */
@RequiresPrograms({"bash", "awk", "find", "sed", "grep", "unzip"})
class InstallChangesTest {

    /** The feature type as GeoServer writes it: other ids, no comments, another order of entries, dates and defaults. */
    private static final String TYPE_WRITTEN_ANEW = """
            <featureType>
              <id>FeatureTypeInfoImpl--7c1:2</id>
              <name>images</name>
              <namespace><id>NamespaceInfoImpl--7c1:1</id></namespace>
              <title>Bilder &amp; mehr:
                 größer als 1 &gt; 0</title>
              <enabled>true</enabled>
              <metadata>
                <entry key="other">false</entry>
                <entry key="id">kept</entry>
              </metadata>
              <store class="dataStore"><id>DataStoreInfoImpl--m</id></store>
              <attributes><attribute><name>id</name></attribute></attributes>
              <encodeMeasures>false</encodeMeasures>
              <dateModified>2026-11-28 03:18:41.695 UTC</dateModified>
            </featureType>""";

    @TempDir
    private Path folder;

    private GeoServerFolders geoServer;
    private ConfigFolder config;
    private Path dataDir;

    @BeforeEach
    void installed() throws IOException {
        config = ConfigFolder.copyInto(folder);
        dataDir = folder.resolve("data");
        geoServer = GeoServerFolders.make(config, dataDir);
        geoServer.install("--set", "max_tiles=9");
        replace(ConfigFolder.SPACE + "namespace.xml", "NamespaceInfoImpl--m", "NamespaceInfoImpl--7c1:1");
        Files.writeString(dataDir.resolve(ConfigFolder.TYPE), TYPE_WRITTEN_ANEW);
    }

    @Test
    void filesThatGeoServerHasWrittenAnewAreNotChanged() throws IOException {
        assertThat(geoServer.install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        assertThat(geoServer.read(ConfigFolder.TYPE)).isEqualTo(TYPE_WRITTEN_ANEW);
    }

    @Test
    void aNewerVersionReplacesThemAndNamesObjectsByTheIdsThatTheyHave() throws IOException {
        String newer = config.layers().get(ConfigFolder.TYPE).replace("<title>", "<abstract>New</abstract><title>");
        config.write(ConfigFolder.TYPE, newer);
        assertThat(geoServer.install().exit()).isZero();
        assertThat(geoServer.read(ConfigFolder.TYPE))
                .contains(
                        "<abstract>New</abstract>",
                        "<id>FeatureTypeInfoImpl--7c1:2</id>",
                        "<id>NamespaceInfoImpl--7c1:1</id>",
                        "<id>DataStoreInfoImpl--m</id>");
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of("größer als 1", "kleiner als 1"),
                Arguments.of("<enabled>", "<maxFeatures>5</maxFeatures><enabled>"),
                Arguments.of("\"other\">false", "\"other\">true"),
                Arguments.of("<enabled>true", "<enabled>false"),
                Arguments.of("kept", ""),
                Arguments.of("DataStoreInfoImpl--m", "DataStoreInfoImpl--n"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void whatSomebodyChangedInThemIsAChange(String from, String to) throws IOException {
        replace(ConfigFolder.TYPE, from, to);
        Run run = geoServer.install();
        assertThat(run.exit()).isEqualTo(3);
        assertThat(run.err()).contains("left as it is, since it was changed: " + dataDir.resolve(ConfigFolder.TYPE));
    }

    @Test
    void theOrderOfLayersInAGroupIsAChange() throws IOException {
        String group = geoServer.read(ConfigFolder.GROUP);
        String published = "<published type=\"layer\"><id>LayerInfoImpl--i</id></published>";
        config.write(ConfigFolder.GROUP, group.replace(published, published + published.replace("--i", "--j")));
        assertThat(geoServer.install().exit()).isZero();
        Files.writeString(
                dataDir.resolve(ConfigFolder.GROUP),
                group.replace(published, published.replace("--i", "--j") + published));
        assertThat(geoServer.install().exit()).isEqualTo(3);
    }

    /** GeoServer keeps grids and formats in sets, and writes the whole of each grid where it saves a layer. */
    @Test
    void theOrderOfGridsInATileLayerIsNoChangeButAZoomIs() throws IOException {
        String tiles = """
                <GeoServerTileLayer><id>LayerInfoImpl--i</id><name>mapillary:images</name>
                <mimeFormats><string>image/png</string><string>image/jpeg</string></mimeFormats>
                <gridSubsets><gridSubset><gridSetName>EPSG:900913</gridSetName></gridSubset>
                <gridSubset><gridSetName>EPSG:4326</gridSetName></gridSubset></gridSubsets></GeoServerTileLayer>
                """;
        config.write(ConfigFolder.TILES, tiles);
        geoServer.install();
        Files.writeString(dataDir.resolve(ConfigFolder.TILES), """
                <GeoServerTileLayer><id>LayerInfoImpl--i</id><name>mapillary:images</name>
                <mimeFormats><string>image/jpeg</string><string>image/png</string></mimeFormats>
                <gridSubsets><gridSubset><gridSetName>EPSG:4326</gridSetName><extent><coords><double>-180.0</double>
                <double>-85.0511287798066</double><double>180.0</double></coords></extent></gridSubset>
                <gridSubset><gridSetName>EPSG:900913</gridSetName></gridSubset></gridSubsets></GeoServerTileLayer>
                """);
        assertThat(geoServer.install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        replace(ConfigFolder.TILES, "EPSG:4326</gridSetName>", "EPSG:4326</gridSetName><zoomStop>9</zoomStop>");
        assertThat(geoServer.install().exit()).isEqualTo(3);
    }

    @Test
    void parametersFromAFormStayAndAreNoChange() throws IOException {
        replace(ConfigFolder.STORE, "<entry key=\"max_tiles\">9</entry>", """
                <entry key="max_tiles">7</entry><entry key="failed_tiles">skip</entry>
                <entry key="access_token">crypt1:c2VjcmV0Cg==</entry>""");
        assertThat(geoServer.install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        assertThat(geoServer.install("--set", "positions=computed").exit()).isZero();
        assertThat(geoServer.read(ConfigFolder.STORE))
                .contains(
                        "<entry key=\"max_tiles\">7</entry>",
                        "<entry key=\"failed_tiles\">skip</entry>",
                        "<entry key=\"access_token\">crypt1:c2VjcmV0Cg==</entry>",
                        "<entry key=\"positions\">computed</entry>");
    }

    @Test
    void aParameterIsSetInAStoreWhoseDescriptionSomebodyChanged() throws IOException {
        replace(ConfigFolder.STORE, "<type>", "<description>ours</description><type>");
        Run run = geoServer.install("--set", "max_tiles=5", "--unset", "graph_url");
        assertThat(run.exit()).isEqualTo(3);
        assertThat(geoServer.read(ConfigFolder.STORE))
                .contains("<description>ours</description>", "<entry key=\"max_tiles\">5</entry>")
                .doesNotContain("graph_url");
    }

    @Test
    void aParameterThatCannotBeSetIsAFailureOfItsOwn() throws IOException {
        Files.writeString(dataDir.resolve(ConfigFolder.STORE), "<changed/>");
        Run run = geoServer.install("--set", "max_tiles=5");
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("the store was not changed as asked, in max_tiles");
        assertThat(geoServer.read(ConfigFolder.STORE)).isEqualTo("<changed/>");
        assertThat(geoServer.read(".gt-mapillary.sha256"))
                .contains("#set max_tiles=9\n")
                .doesNotContain("max_tiles=5");
        assertThat(geoServer.install("--set", "max_tiles=5", "--force").exit()).isZero();
        assertThat(geoServer.read(ConfigFolder.STORE)).contains("<entry key=\"max_tiles\">5</entry>");
    }

    /** A browser sends the lines of a form with carriage returns. */
    @Test
    void aStyleOrTemplateThatAFormHasSavedWithOtherLineEndsIsNotChanged() throws IOException {
        for (String file : List.of(ConfigFolder.SLD, ConfigFolder.CONTENT)) {
            Files.writeString(dataDir.resolve(file), geoServer.read(file).replace("\n", "\r\n"));
        }
        assertThat(geoServer.install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        replace(ConfigFolder.SLD, "kept", "mine");
        assertThat(geoServer.install().exit()).isEqualTo(3);
    }

    /** The values of a logging profile are in its attributes. */
    @Test
    void anotherLevelInALoggingProfileIsAChange() throws IOException {
        String profile = "logs/MAPILLARY_LOGGING.xml";
        config.write(profile, "<Configuration><Logger level=\"info\"/></Configuration>");
        geoServer.install();
        replace(profile, "info", "trace");
        config.write(profile, "<Configuration><Logger level=\"debug\"/></Configuration>");
        assertThat(geoServer.install().exit()).isEqualTo(3);
        assertThat(geoServer.read(profile)).contains("trace");
    }

    /** The program stops the script where it copies the file, as a terminal or a restart of the machine does. */
    @Test
    void aRunThatWasInterruptedIsNoChange() throws IOException {
        String newer = config.layers().get(ConfigFolder.TYPE).replace("<title>", "<abstract>New</abstract><title>");
        config.write(ConfigFolder.TYPE, newer);
        Path programs = Files.createDirectories(folder.resolve("bin"));
        Path mv = programs.resolve("mv");
        Files.writeString(mv, """
                #!/bin/sh
                "%s" "$@" && case "$*" in *featuretype.xml) kill -TERM $PPID ;; esac
                """.formatted(Tool.find("mv").orElseThrow()));
        assertThat(mv.toFile().setExecutable(true)).isTrue();
        Run run = geoServer.install(Map.of("PATH", programs + ":" + System.getenv("PATH")));
        assertThat(run.exit()).isEqualTo(130);
        config.write(ConfigFolder.TYPE, newer.replace("New", "Newer"));
        assertThat(geoServer.install().exit()).isZero();
        assertThat(geoServer.read(ConfigFolder.TYPE)).contains("Newer");
        assertThat(geoServer.read(".gt-mapillary.sha256")).contains("#set max_tiles=9\n");
    }

    @Test
    void whatGeoServerHasWrittenAnewIsRemoved() throws IOException {
        assertThat(geoServer.install("--uninstall").exit()).isZero();
        assertThat(ConfigFolder.contents(dataDir)).containsOnlyKeys("global.xml", "gwc-gs.xml");
    }

    private void replace(String file, String from, String to) throws IOException {
        assertThat(geoServer.read(file)).contains(from);
        Files.writeString(dataDir.resolve(file), geoServer.read(file).replace(from, to));
    }
}
