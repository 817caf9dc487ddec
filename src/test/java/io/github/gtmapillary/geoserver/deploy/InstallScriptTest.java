package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresPrograms({"bash", "awk", "find", "sed", "unzip"})
class InstallScriptTest {

    private static final String JAR = "gt-mapillary-geoserver.jar";
    private static final String TILE_SETTINGS = "gwc-gs.xml";
    private static final String MANIFEST = ".gt-mapillary.sha256";

    @TempDir
    private Path folder;

    private ConfigFolder config;
    private Path dataDir;
    private Path webapp;
    private Path lib;

    @BeforeEach
    void geoServer() throws IOException {
        config = ConfigFolder.copyInto(folder);
        config.buildPlugin(JAR, "plugin 1");
        dataDir = Files.createDirectories(folder.resolve("the administrator's data"));
        Files.writeString(dataDir.resolve("global.xml"), "<global/>");
        Files.writeString(dataDir.resolve(TILE_SETTINGS), "<GeoServerGWCConfig/>");
        webapp = folder.resolve("web apps/geoserver");
        lib = Files.createDirectories(webapp.resolve("WEB-INF/lib"));
        Files.writeString(lib.resolve("gt-main-33.1.jar"), "of GeoServer");
    }

    @Test
    void theLayersAndThePluginAreThere() throws IOException {
        Run run = install();
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        assertThat(run.out()).endsWith("Done. Restart GeoServer, with MAPILLARY_ACCESS_TOKEN in its environment.\n");
        assertThat(installed()).isEqualTo(config.layers());
        assertThat(ConfigFolder.contents(lib)).isEqualTo(Map.of(JAR, "plugin 1", "gt-main-33.1.jar", "of GeoServer"));
        assertThat(Files.readString(dataDir.resolve("global.xml"))).isEqualTo("<global/>");
    }

    @Test
    @RequiresPrograms("sha256sum")
    void theListOfChecksumsIsOneThatSha256sumChecks() throws IOException {
        install();
        Run check = Tool.named("sha256sum").run(dataDir, Map.of(), List.of("--check", "--strict", MANIFEST));
        assertThat(check.err()).isEmpty();
        assertThat(check.out().lines())
                .hasSize(config.layers().size())
                .allMatch(line -> line.endsWith(": OK"))
                .contains(ConfigFolder.CONTENT + ": OK");
    }

    @Test
    void aSecondRunHasNothingToDo() throws IOException {
        install();
        FileTime longAgo = FileTime.fromMillis(0);
        for (Path file : List.of(dataDir.resolve(ConfigFolder.STORE), dataDir.resolve(MANIFEST), lib.resolve(JAR))) {
            Files.setLastModifiedTime(file, longAgo);
        }
        assertThat(install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        for (Path file : List.of(dataDir.resolve(ConfigFolder.STORE), dataDir.resolve(MANIFEST), lib.resolve(JAR))) {
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);
        }
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() throws IOException {
        Files.writeString(lib.resolve("gt-mapillary-0.0.9.jar"), "older");
        Map<String, String> before = ConfigFolder.contents(folder);
        Run dry = install("--dry-run");
        assertThat(dry.exit()).isZero();
        assertThat(ConfigFolder.contents(folder)).isEqualTo(before);
        List<String> wet =
                install().out().lines().filter(line -> !line.startsWith("Done")).toList();
        assertThat(wet).contains("install " + dataDir.resolve(ConfigFolder.LAYER));
        assertThat(dry.out().lines())
                .isEqualTo(wet.stream().map(line -> "would " + line).toList());
    }

    /** GeoServer's first start would overwrite the tile layers if it found no settings of GeoWebCache. */
    @Test
    void geoWebCacheGetsSettingsBeforeGeoServerHasStarted() throws IOException {
        Files.delete(dataDir.resolve(TILE_SETTINGS));
        assertThat(install().out()).contains("install " + dataDir.resolve(TILE_SETTINGS));
        assertThat(Files.readString(dataDir.resolve(TILE_SETTINGS)))
                .isEqualTo(Files.readString(ConfigFolder.ORIGINAL.resolve(TILE_SETTINGS)));

        Files.writeString(dataDir.resolve(TILE_SETTINGS), "<GeoServerGWCConfig/>");
        assertThat(install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        assertThat(installed()).isEqualTo(config.layers());
    }

    @Test
    void aTileLayerThatGeoServerMadeByItselfIsReplacedAndKept() throws IOException {
        change(ConfigFolder.TILES);
        assertThat(install().exit()).isZero();
        assertThat(installed())
                .containsEntry(ConfigFolder.TILES, config.layers().get(ConfigFolder.TILES))
                .containsEntry(ConfigFolder.TILES + ".bak", "<changed/>");

        change(ConfigFolder.TILES);
        assertThat(install().exit()).isEqualTo(3);
        assertThat(installed()).containsEntry(ConfigFolder.TILES, "<changed/>");
    }

    /** Or GeoWebCache would go on to serve made data for Mapillary's. */
    @Test
    void mapTilesGoWhenTheirSourceChanges() throws IOException {
        Path ours = Files.createDirectories(dataDir.resolve("gwc/mapillary_images/EPSG_900913_15"));
        Path others = Files.createDirectories(dataDir.resolve("gwc/topp_states"));
        install("--set", "tiles_url=http://127.0.0.1:8790", "--set", "max_tiles=100");
        Files.createDirectories(ours);

        assertThat(install("--set", "max_tiles=200").out()).doesNotContain("map tiles");
        assertThat(ours).exists();
        assertThat(install("--dry-run", "--unset", "tiles_url").out())
                .contains("would remove the map tiles of mapillary:images");
        assertThat(ours).exists();
        assertThat(install("--unset", "tiles_url").out())
                .contains("remove the map tiles of mapillary:images, which are out of date: " + ours.getParent())
                .contains("If GeoWebCache keeps them elsewhere", "truncate them: mapillary:images\n");
        assertThat(ours.getParent()).doesNotExist();
        assertThat(others).exists();
    }

    @Test
    void olderPluginsGo() throws IOException {
        Files.writeString(lib.resolve("gt-mapillary-0.0.9.jar"), "older");
        Files.writeString(lib.resolve(JAR), "old");
        assertThat(install().out()).contains("remove the older " + lib.resolve("gt-mapillary-0.0.9.jar"));
        assertThat(ConfigFolder.contents(lib))
                .containsOnlyKeys(JAR, "gt-main-33.1.jar")
                .containsEntry(JAR, "plugin 1");
    }

    @Test
    void aNewerVersionReplacesWhatNobodyChanged() throws IOException {
        install();
        config.write(ConfigFolder.LAYER, "<layer>2</layer>");
        config.write(ConfigFolder.SPACE + "styles/new.sld", "<sld/>");
        config.buildPlugin(JAR, "plugin 2");
        assertThat(install().exit()).isZero();
        assertThat(installed()).isEqualTo(config.layers());
        assertThat(ConfigFolder.contents(lib)).containsEntry(JAR, "plugin 2");
    }

    @Test
    void aChangedFileIsLeftAndTold() throws IOException {
        install();
        change(ConfigFolder.LAYER);
        config.write(ConfigFolder.LAYER, "<layer>2</layer>");
        config.write(ConfigFolder.TYPE, "<featureType>2</featureType>");
        for (int run = 0; run < 2; run++) {
            Run left = install();
            assertThat(left.exit()).isEqualTo(3);
            assertThat(left.err())
                    .contains("left as it is, since it was changed: " + dataDir.resolve(ConfigFolder.LAYER))
                    .contains("1 changed files were left as they are; --force replaces them");
        }
        assertThat(installed())
                .containsEntry(ConfigFolder.LAYER, "<changed/>")
                .containsEntry(ConfigFolder.TYPE, "<featureType>2</featureType>");
    }

    @Test
    void forceReplacesAChangedFileAndKeepsIt() throws IOException {
        install();
        change(ConfigFolder.LAYER);
        assertThat(install("--force").exit()).isZero();
        assertThat(installed())
                .containsEntry(ConfigFolder.LAYER, config.layers().get(ConfigFolder.LAYER))
                .containsEntry(ConfigFolder.LAYER + ".bak", "<changed/>");
        assertThat(install()).isEqualTo(new Run(0, "Nothing to do.\n", ""));
    }

    @Test
    void aFileThatWasThereBeforeTheFirstRunIsTheAdministrators() throws IOException {
        change(ConfigFolder.STYLE);
        assertThat(install().exit()).isEqualTo(3);
        assertThat(installed()).containsEntry(ConfigFolder.STYLE, "<changed/>");
    }

    @Test
    void aFileThatIsMissingComesBack() throws IOException {
        install();
        Files.delete(dataDir.resolve(ConfigFolder.CONTENT));
        assertThat(install().exit()).isZero();
        assertThat(installed()).isEqualTo(config.layers());
    }

    @Test
    void whatTheNewerVersionLacksGoesUnlessItWasChanged() throws IOException {
        install();
        Files.delete(config.file(ConfigFolder.PICTURE));
        Files.delete(config.file(ConfigFolder.GROUP));
        change(ConfigFolder.GROUP);
        assertThat(install().exit()).isEqualTo(3);
        assertThat(installed()).doesNotContainKey(ConfigFolder.PICTURE).containsEntry(ConfigFolder.GROUP, "<changed/>");
    }

    @Test
    void parametersOfTheStoreAreSetAndKept() throws IOException {
        install("--set", "tiles_url=http://cache.example.org:8080/a?b&c", "--set=graph_url=http://127.0.0.1:1");
        String set = """
                    <entry key="graph_url">http://127.0.0.1:1</entry>
                    <entry key="tiles_url">http://cache.example.org:8080/a?b&amp;c</entry>
                """;
        assertThat(installed().get(ConfigFolder.STORE)).contains(set);
        config.write(ConfigFolder.STORE, config.layers().get(ConfigFolder.STORE).replace("<type>", "<enabled/><type>"));
        assertThat(install("--set", "max_tiles=9").exit()).isZero();
        assertThat(installed().get(ConfigFolder.STORE))
                .contains("<enabled/>", set, "<entry key=\"max_tiles\">9</entry>")
                .doesNotContain("graph.example.org");
        assertThat(install("--set", "max_tiles=9")).isEqualTo(new Run(0, "Nothing to do.\n", ""));
    }

    @Test
    void parametersAreSetInStoresOfMapillaryAlone() throws IOException {
        String other =
                "<dataStore><connectionParameters><entry key=\"dbtype\">postgis</entry></connectionParameters></dataStore>\n";
        config.write(ConfigFolder.SPACE + "other/datastore.xml", other);
        install("--set", "tiles_url=https://example.org");
        assertThat(installed()).containsEntry(ConfigFolder.SPACE + "other/datastore.xml", other);
    }

    @Test
    void aTokenIsNotTaken() throws IOException {
        Run run = install("--set", "access_token=MLY|1|2");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("MAPILLARY_ACCESS_TOKEN in the environment of GeoServer")
                .doesNotContain("MLY|1|2");
        assertThat(installed()).isEmpty();
    }

    @Test
    void uninstallTakesAwayWhatNobodyChanged() throws IOException {
        install();
        change(ConfigFolder.LAYER);
        assertThat(install("--uninstall").exit()).isEqualTo(3);
        assertThat(installed()).isEqualTo(Map.of(ConfigFolder.LAYER, "<changed/>"));
        assertThat(ConfigFolder.contents(lib)).containsOnlyKeys("gt-main-33.1.jar");
        assertThat(install("--uninstall", "--force").exit()).isZero();
        assertThat(installed()).isEqualTo(Map.of(ConfigFolder.LAYER + ".bak", "<changed/>"));
    }

    @Test
    void uninstallLeavesNoEmptyFolder() throws IOException {
        install("--set", "max_tiles=9");
        assertThat(install("--uninstall").exit()).isZero();
        assertThat(ConfigFolder.contents(dataDir)).containsOnlyKeys("global.xml", TILE_SETTINGS);
        assertThat(dataDir.resolve("workspaces")).doesNotExist();
    }

    @Test
    void aFolderThatGeoServerHasYetToFillIsTakenWhenTold() throws IOException {
        Files.delete(dataDir.resolve("global.xml"));
        Run refused = install();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("DATA_DIR holds no global.xml", "--new", dataDir.toString());
        assertThat(install("--new").exit()).isZero();
        assertThat(installed()).isEqualTo(config.layers());
    }

    @Test
    void wrongFoldersAreNamed() throws IOException {
        assertThat(run(List.of(dataDir.toString(), dataDir.toString())).err())
                .isEqualTo(
                        "install.sh: WEBAPP_DIR holds no WEB-INF/lib, so it is no web application: " + dataDir + "\n");
        assertThat(run(List.of(folder + "/nothing", webapp.toString())).err())
                .isEqualTo("install.sh: DATA_DIR is no folder: " + folder + "/nothing\n");
        assertThat(installed()).isEmpty();
    }

    @Test
    void foldersMayBeNamedLikeOptions() throws IOException {
        Files.move(dataDir, folder.resolve("-data"));
        Files.move(webapp, folder.resolve("-webapp"));
        Run run = run(List.of("--", "-data", "-webapp/"));
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        assertThat(ConfigFolder.contents(folder.resolve("-data"))).containsKeys(ConfigFolder.LAYER, MANIFEST);
        assertThat(ConfigFolder.contents(folder.resolve("-webapp/WEB-INF/lib"))).containsEntry(JAR, "plugin 1");
    }

    @Test
    void theZipMayLieBesideOrBeNamed() throws IOException {
        Path zip = config.buildPlugin(JAR, "beside");
        Files.move(zip, config.root().resolve(zip.getFileName()));
        install();
        assertThat(ConfigFolder.contents(lib)).containsEntry(JAR, "beside");
        Path named = Files.move(config.buildPlugin(JAR, "named"), folder.resolve("my plugin.zip"));
        install("--zip", named.toString());
        assertThat(ConfigFolder.contents(lib)).containsEntry(JAR, "named");
    }

    @Test
    void withoutThePluginNothingIsInstalled() throws IOException {
        Path zip = config.buildPlugin("other.jar", "");
        Run run = install();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("holds not exactly one gt-mapillary*.jar", "gt-mapillary-geoserver.zip");
        Files.writeString(zip, "no zip");
        assertThat(install().exit()).isEqualTo(1);
        Files.delete(zip);
        assertThat(install().err()).contains("build it with 'mvn package' or give --zip FILE");
        assertThat(ConfigFolder.contents(dataDir)).containsOnlyKeys("global.xml", TILE_SETTINGS);
        assertThat(ConfigFolder.contents(lib)).containsOnlyKeys("gt-main-33.1.jar");
    }

    @Test
    void mistakesInTheCommandLineAreTold() throws IOException {
        for (List<String> arguments : List.of(
                List.<String>of(),
                List.of("a"),
                List.of("a", "b", "c"),
                List.of("--nothing", "a", "b"),
                List.of("--zip"))) {
            Run run = run(arguments);
            assertThat(run.exit()).as("%s", arguments).isEqualTo(2);
            assertThat(run.err()).contains("install.sh: ", "Try install.sh --help.");
        }
        assertThat(run(List.of("--help")).out()).startsWith("Usage: install.sh [OPTION]... DATA_DIR WEBAPP_DIR\n");
    }

    private Run install(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of(dataDir + "/", webapp.toString()));
        Run run = run(arguments);
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.startsWith(".gt-mapillary.") && !name.equals(MANIFEST));
        }
        return run;
    }

    private Run run(List<String> arguments) throws IOException {
        return config.run("install.sh", Map.of(), arguments);
    }

    private void change(String file) throws IOException {
        Files.createDirectories(dataDir.resolve(file).getParent());
        Files.writeString(dataDir.resolve(file), "<changed/>");
    }

    private Map<String, String> installed() throws IOException {
        Map<String, String> files = ConfigFolder.contents(dataDir);
        files.remove("global.xml");
        assertThat(files.remove(TILE_SETTINGS)).isEqualTo("<GeoServerGWCConfig/>");
        files.remove(MANIFEST);
        return files;
    }
}
