package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.FakeGeoServer.Sent;
import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code rest.sh} and {@code install.sh} on one data directory: both keep what they were not told to change, and agree on what changed. */
@RequiresPrograms({"bash", "awk", "curl", "find", "grep", "sed", "unzip"})
class RestChangesTest {

    private static final String STORE = "workspaces/mapillary/datastores/mapillary";
    private static final String TYPE = STORE + "/featuretypes/images";
    private static final String RECORD = ".gt-mapillary.sha256";

    private enum Script {
        REST,
        INSTALL;

        Script other() {
            return this == REST ? INSTALL : REST;
        }
    }

    @TempDir
    private Path folder;

    private GeoServerFolders folders;
    private ConfigFolder config;
    private Path dataDir;
    private FakeGeoServer geoServer;

    @BeforeEach
    void startGeoServer() throws IOException {
        config = ConfigFolder.copyInto(folder);
        dataDir = folder.resolve("the data");
        folders = GeoServerFolders.make(config, dataDir).withTileSettings();
        // the plugin has to be there for either of them
        Files.writeString(folders.webapp().resolve("WEB-INF/lib/gt-mapillary-geoserver.jar"), "plugin");
        geoServer = FakeGeoServer.start(dataDir);
    }

    @AfterEach
    void stopGeoServer() {
        geoServer.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatOneHasInstalledIsAllThereForTheOther(Script first) throws IOException {
        assertThat(run(first).exit()).isZero();
        assertThat(run(first.other()).out()).endsWith("Nothing to do.\n");
        assertThat(run(first)).isEqualTo(new Run(0, "Nothing to do.\n", ""));
    }

    @ParameterizedTest
    @EnumSource
    void formsThatChangeNothingAreNoChange(Script first) throws IOException {
        run(first);
        run(first.other());
        geoServer.saveForm(STORE, "<dataStore><enabled>true</enabled></dataStore>");
        geoServer.saveForm(TYPE, "<featureType><enabled>true</enabled></featureType>");
        geoServer.saveForm("layers/mapillary:images", "<layer><queryable>true</queryable></layer>");
        geoServer.saveForm("workspaces/mapillary/layergroups/all", "<layerGroup><enabled>true</enabled></layerGroup>");
        for (Script script : Script.values()) {
            assertThat(run(script)).as("%s", script).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAnAdministratorChangedStaysAndIsTold(Script first) throws IOException {
        run(first);
        run(first.other());
        change();
        upgrade();
        for (Script script : List.of(first, first.other())) {
            Run run = run(script);
            assertThat(run.exit()).as("%s", script).isEqualTo(3);
            assertThat(run.err().lines())
                    .as("%s", script)
                    .hasSize(6)
                    .last()
                    .asString()
                    .contains("5 changed files were left as they are; --force replaces them");
            for (String file : List.of(
                    ConfigFolder.TYPE,
                    ConfigFolder.LAYER,
                    ConfigFolder.GROUP,
                    ConfigFolder.SLD,
                    ConfigFolder.CONTENT)) {
                assertThat(run.err()).contains(file + "\n");
            }
            assertChangesAreThere();
            // and what nobody changed is the new version's
            assertThat(folders.read(ConfigFolder.PICTURE)).isEqualTo("<svg>2</svg>\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void parametersAreChangedAsAskedByEitherInAStoreThatIsChangedToo(Script first) throws IOException {
        assertThat(run(first, "--set", "max_tiles=5").exit()).isZero();
        assertThat(run(first.other(), "--set", "failed_tiles=skip").exit()).isZero();
        assertThat(folders.read(ConfigFolder.STORE)).contains(entry("max_tiles", "5"), entry("failed_tiles", "skip"));
        geoServer.saveForm(STORE, "<dataStore><description>ours</description></dataStore>");

        assertThat(run(first, "--set", "max_tiles=6").exit()).isEqualTo(3);
        assertThat(run(first.other(), "--unset", "failed_tiles", "--set", "positions=computed")
                        .exit())
                .isEqualTo(3);

        assertThat(folders.read(ConfigFolder.STORE))
                .contains("<description>ours</description>", entry("max_tiles", "6"), entry("positions", "computed"))
                .doesNotContain("failed_tiles");
        assertThat(folders.read(RECORD))
                .contains("#set max_tiles=6\n", "#set positions=computed\n")
                .doesNotContain("failed_tiles");
    }

    @ParameterizedTest
    @EnumSource
    void aParameterThatCannotBeChangedIsAFailureOfItsOwn(Script script) throws IOException {
        run(script);
        Files.writeString(
                dataDir.resolve(ConfigFolder.STORE),
                folders.read(ConfigFolder.STORE).replace(entry("dbtype", "mapillary"), entry("dbtype", "postgis")));
        Run run = run(script, "--set", "max_tiles=5");
        assertThat(run.exit()).isEqualTo(4);
        assertThat(run.err()).contains("the store was not changed as asked, in max_tiles: ");
        assertThat(folders.read(ConfigFolder.STORE)).contains("postgis").doesNotContain("max_tiles");
        assertThat(run(script).exit()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void forceReplacesWhatWasChangedAndKeepsIt(Script script) throws IOException {
        run(script);
        change();
        String changed = folders.read(ConfigFolder.TYPE);
        Run run = run(script, "--force");
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        assertThat(folders.read(ConfigFolder.TYPE)).doesNotContain("mine", "maxFeatures");
        assertThat(folders.read(ConfigFolder.TYPE + ".bak")).isEqualTo(changed);
        for (Script next : Script.values()) {
            assertThat(run(next).out()).endsWith("Nothing to do.\n");
        }
    }

    /** GeoServer has layers in memory that are none any more, or lacks some. */
    @Test
    void afterInstallAndBeforeARestartTheServerReadsItsFilesFirst() throws IOException {
        run(Script.INSTALL);
        Run run = run(Script.REST, "--set", "max_tiles=5");
        assertThat(run.exit()).isZero();
        assertThat(geoServer.changes())
                .extracting(Sent::line)
                .containsExactly("POST reload", "PUT " + STORE, "PUT resource/" + RECORD);
        geoServer.forgetRequests();
        run(Script.REST);
        assertThat(geoServer.changes()).isEmpty();
    }

    @Test
    void aChangedStyleTruncatesTheLayersThatShowItAlone() throws IOException {
        config = ConfigFolder.completeCopyInto(folder.resolve("complete"));
        config.buildPlugin("gt-mapillary-geoserver.jar", "plugin");
        run(Script.REST);
        geoServer.forgetRequests();
        String sld = ConfigFolder.SPACE + "styles/images_by_age.sld";
        config.write(sld, Files.readString(config.file(sld)) + "<!-- new -->");
        run(Script.REST);
        assertThat(geoServer.changes())
                .filteredOn(request -> request.path().endsWith("masstruncate"))
                .extracting(Sent::body)
                .containsExactly("<truncateLayer><layerName>mapillary:images</layerName></truncateLayer>\n");
    }

    @Test
    void aRunThatFailedIsNoChangeAndTheNextOneTruncatesForIt() throws IOException {
        run(Script.REST);
        upgrade();
        geoServer.refuse("layers/mapillary:images");
        assertThat(run(Script.REST).exit()).isEqualTo(1);
        geoServer.refuse("");
        geoServer.forgetRequests();
        config.write(ConfigFolder.SLD, "<third/>");
        String type = Files.readString(config.file(ConfigFolder.TYPE));
        config.write(ConfigFolder.TYPE, type.replace("größer", "kleiner"));
        Run run = run(Script.REST);
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        assertThat(geoServer.changes()).extracting(Sent::line).contains("POST gwc/rest/masstruncate");
    }

    @Test
    void whatThisVersionLacksIsTold() throws IOException {
        run(Script.REST);
        Files.delete(config.file(ConfigFolder.CONTENT));
        assertThat(run(Script.REST).err())
                .isEqualTo("no part of this version, but left as it is: " + ConfigFolder.CONTENT + "\n");
        assertThat(dataDir.resolve(ConfigFolder.CONTENT)).exists();
    }

    /** As forms and text editors do. */
    private void change() throws IOException {
        geoServer.saveForm(TYPE, "<featureType><title>mine</title><maxFeatures>5</maxFeatures></featureType>");
        geoServer.saveForm("layers/mapillary:images", "<layer><queryable>false</queryable></layer>");
        geoServer.saveForm("workspaces/mapillary/layergroups/all", "<layerGroup><title>mine</title></layerGroup>");
        Files.writeString(dataDir.resolve(ConfigFolder.SLD), "<mine/>");
        Files.writeString(dataDir.resolve(ConfigFolder.CONTENT), "mine");
    }

    private void assertChangesAreThere() throws IOException {
        assertThat(folders.read(ConfigFolder.TYPE)).contains("<title>mine</title>", "<maxFeatures>5</maxFeatures>");
        assertThat(folders.read(ConfigFolder.LAYER)).contains("<queryable>false</queryable>");
        assertThat(folders.read(ConfigFolder.GROUP)).contains("<title>mine</title>");
        assertThat(folders.read(ConfigFolder.SLD)).isEqualTo("<mine/>");
        assertThat(folders.read(ConfigFolder.CONTENT)).isEqualTo("mine");
    }

    /** A version that changes every file which somebody may have changed. */
    private void upgrade() throws IOException {
        for (String file : List.of(ConfigFolder.TYPE, ConfigFolder.LAYER, ConfigFolder.GROUP)) {
            config.write(
                    file,
                    Files.readString(config.file(file)).replaceFirst("</[A-Za-z]*>\\s*$", "<abstract>2</abstract>$0"));
        }
        config.write(ConfigFolder.SLD, "<second/>");
        config.write(ConfigFolder.CONTENT, "second");
        config.write(ConfigFolder.PICTURE, "<svg>2</svg>\n");
    }

    private Run run(Script script, String... options) throws IOException {
        Map<String, String> password = Map.of("GEOSERVER_PASSWORD", FakeGeoServer.PASSWORD);
        if (script == Script.INSTALL) {
            return folders.install(password, options);
        }
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.add(geoServer.url());
        return config.run("rest.sh", password, arguments);
    }

    private static String entry(String key, String value) {
        return "<entry key=\"" + key + "\">" + value + "</entry>";
    }
}
