package io.github.gtmapillary.geoserver.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The parameters of the store that {@code install.sh} accepts, and the administrator's changes that it keeps. */
@RequiresPrograms({"bash", "awk", "find", "sed", "grep", "unzip"})
class InstallParametersTest {

    @TempDir
    private Path folder;

    private GeoServerFolders geoServer;
    private ConfigFolder config;
    private Path dataDir;

    @BeforeEach
    void geoServer() throws IOException {
        config = ConfigFolder.copyInto(folder);
        dataDir = folder.resolve("data");
        geoServer = GeoServerFolders.make(config, dataDir);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            quoteCharacter = '`',
            value = {
                "max_tile=9 > the store has no connection parameter 'max_tile'; there are positions tiles_url",
                "dbtype=postgis > the store has no connection parameter 'dbtype'",
                "namespace=https://example.org > the store has no connection parameter 'namespace'",
                "Max_tiles=9 > the store has no connection parameter 'Max_tiles'",
                "a\"b=9 > the store has no connection parameter 'a\"b'",
                "max_tiles=many > max_tiles takes a whole number from 1 to 2147483647, and not 'many'",
                "max_tiles=0 > max_tiles takes a whole number from 1 to 2147483647, and not '0'",
                "max_tiles=-1 > max_tiles takes a whole number",
                "max_tiles=1.5 > max_tiles takes a whole number",
                "max_tiles=2147483648 > max_tiles takes a whole number",
                "max_tiles=99999999999999999999 > max_tiles takes a whole number",
                "max_tiles=0x10 > max_tiles takes a whole number",
                "max_tiles= > max_tiles has no value; leave it out for the default",
                "allow_http=yes > allow_http takes true or false, and not 'yes'",
                "failed_tiles=drop > failed_tiles takes one of fail skip, and not 'drop'",
                "tiles_url=cache:8080 > tiles_url takes an address that starts with http:// or https://, and not 'cache:8080'",
                "tiles_url=ftp://cache > tiles_url takes an address",
                "tiles_url=https:// > tiles_url takes an address"
            })
    void anUnknownKeyAndAValueOfTheWrongKindAreRefused(String parameter, String message) throws IOException {
        Run run = geoServer.install("--set", parameter);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("install.sh: --set: " + message).hasLineCount(2);
        assertThat(ConfigFolder.contents(dataDir)).containsOnlyKeys("global.xml");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max_tiles=2147483647",
                "cache_size_mb=0",
                "allow_http=true",
                "failed_tiles=skip",
                "tiles_url=http://cache:8080/a?b=c&d",
                "cache_dir=/var/cache/a <b> & \"c\""
            })
    void aValueOfTheRightKindIsSet(String parameter) throws IOException {
        Run run = geoServer.install("--set", parameter);
        assertThat(run).isEqualTo(new Run(0, run.out(), ""));
        String[] pair = parameter.split("=", 2);
        String value = pair[1].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        assertThat(store()).contains("<entry key=\"" + pair[0] + "\">" + value + "</entry>");
    }

    @Test
    void aLineBreakSetsNoSecondParameter() throws IOException {
        Run run = geoServer.install("--set", "cache_dir=/a\nmax_tiles=many");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--set takes KEY=VALUE in one line");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MLY|1|2",
                "MLY|1|2=",
                "acess_token=MLY|1|2",
                "max_tiles=MLY|1|2",
                "tiles_url=MLY|1|2",
                "access_token=MLY|1|2"
            })
    void aTokenInTheWrongPlaceIsNotShown(String parameter) throws IOException {
        Run run = geoServer.install("--set", parameter);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("install.sh: ").doesNotContain("MLY|1");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aParameterIsTakenAwayAndTheOthersStay() throws IOException {
        geoServer.install("--set", "max_tiles=9", "--set", "max_graph_requests=8");
        assertThat(geoServer.install("--unset", "max_tiles").exit()).isZero();
        assertThat(store()).doesNotContain("max_tiles").contains("<entry key=\"max_graph_requests\">8</entry>");
        assertThat(geoServer.install("--unset=max_tiles")).isEqualTo(new Run(0, "Nothing to do.\n", ""));
        assertThat(geoServer.install("--unset", "max_graph_requests").exit()).isZero();
        assertThat(store()).isEqualTo(config.layers().get(ConfigFolder.STORE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_tile", "max_tiles=9", "", "MLY|1|2"})
    void onlyAKeyCanBeTakenAway(String key) throws IOException {
        geoServer.install("--set", "max_tiles=9");
        Run run = geoServer.install("--unset", key);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).startsWith("install.sh: --unset").doesNotContain("MLY|");
        assertThat(store()).contains("<entry key=\"max_tiles\">9</entry>");
    }

    @Test
    void aWrongParameterOfAnOlderVersionIsNamedAndCanBeTakenAway() throws IOException {
        geoServer.install("--set", "max_tiles=9");
        Path manifest = dataDir.resolve(".gt-mapillary.sha256");
        Files.writeString(manifest, "#set max_tile=9\n" + Files.readString(manifest));
        Run refused = geoServer.install();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("an earlier run has set", "'max_tile'", "--unset KEY");
        assertThat(geoServer.install("--unset", "max_tile").exit()).isZero();
        assertThat(store()).contains("<entry key=\"max_tiles\">9</entry>").doesNotContain("\"max_tile\"");
    }

    @Test
    void whatUninstallRemovesByForceIsKeptBesideWithItsPermissions() throws IOException {
        geoServer.install();
        change("<changed/>");
        Files.setPosixFilePermissions(
                dataDir.resolve(ConfigFolder.LAYER), PosixFilePermissions.fromString("rw-------"));
        Run left = geoServer.install("--uninstall");
        assertThat(left.exit()).isEqualTo(3);
        assertThat(left.err()).contains("--force removes them and keeps each as .bak");
        Path kept = dataDir.resolve(ConfigFolder.LAYER + ".bak");
        Run run = geoServer.install("--uninstall", "--force");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("keep the changed file as " + kept, "remove " + dataDir.resolve(ConfigFolder.LAYER));
        assertThat(ConfigFolder.contents(dataDir))
                .containsOnlyKeys("global.xml", "gwc-gs.xml", ConfigFolder.LAYER + ".bak")
                .containsEntry(ConfigFolder.LAYER + ".bak", "<changed/>");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDryRunOfUninstallByForceSaysSoAndRemovesNothing() throws IOException {
        geoServer.install();
        change("<changed/>");
        Map<String, String> before = ConfigFolder.contents(folder);
        assertThat(geoServer.install("--uninstall", "--force", "--dry-run").out())
                .contains("would keep the changed file as " + dataDir.resolve(ConfigFolder.LAYER + ".bak"));
        assertThat(ConfigFolder.contents(folder)).isEqualTo(before);
    }

    @Test
    void noCopyReplacesAnEarlierOne() throws IOException {
        geoServer.install();
        for (String changed : List.of("<first/>", "<second/>", "<first/>", "<third/>")) {
            change(changed);
            assertThat(geoServer.install("--force").exit()).isZero();
        }
        assertThat(ConfigFolder.contents(dataDir))
                .containsEntry(ConfigFolder.LAYER, config.layers().get(ConfigFolder.LAYER))
                .containsEntry(ConfigFolder.LAYER + ".bak", "<first/>")
                .containsEntry(ConfigFolder.LAYER + ".bak.2", "<second/>")
                .containsEntry(ConfigFolder.LAYER + ".bak.3", "<third/>")
                .doesNotContainKey(ConfigFolder.LAYER + ".bak.4");
    }

    @Test
    void whatAKilledRunLeftIsRemoved() throws IOException {
        for (String option : List.of("--force", "--uninstall")) {
            geoServer.install();
            for (Path in : List.of(
                    dataDir,
                    dataDir.resolve(ConfigFolder.LAYER).getParent(),
                    geoServer.webapp().resolve("WEB-INF/lib"))) {
                Files.writeString(in.resolve(".gt-mapillary.part.a1B2c3"), "half");
            }
            assertThat(geoServer.install(option).exit()).isZero();
            assertThat(ConfigFolder.contents(folder))
                    .allSatisfy((name, text) -> assertThat(name).doesNotContain(".part."));
        }
    }

    @Test
    void uninstallTakesNoParameters() throws IOException {
        geoServer.install();
        for (String option : List.of("--set=max_tiles=9", "--unset=max_tiles")) {
            Run run = geoServer.install("--uninstall", option);
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("leave out --set and --unset");
        }
        assertThat(ConfigFolder.contents(dataDir)).containsKey(ConfigFolder.LAYER);
    }

    private void change(String text) throws IOException {
        Files.writeString(dataDir.resolve(ConfigFolder.LAYER), text);
    }

    private String store() throws IOException {
        return ConfigFolder.contents(dataDir).getOrDefault(ConfigFolder.STORE, "not there");
    }
}
