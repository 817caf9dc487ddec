package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionOptionsTest {

    private CommandRun command;

    @BeforeEach
    void commandWithoutToken() throws IOException {
        command = new CommandRun();
        command.environment.clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"query images", "explain images"})
    void withoutATokenTheSandboxAnswersAndSaysSo(String line) {
        assertThat(command.run(line.split(" ", -1))).isZero();
        assertThat(command.err())
                .isEqualTo("No access token given: answering from the built-in sandbox (made data) at"
                        + " http://127.0.0.1:4711\n");
        assertThat(command.sandboxAddresses)
                .containsExactly(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        assertThat(command.opened)
                .containsExactly(Map.of(
                        "dbtype", "mapillary",
                        "tiles_url", "http://127.0.0.1:4711",
                        "graph_url", "http://127.0.0.1:4711",
                        "access_token", "MLY|sandbox|token",
                        "cache_size_mb", "0",
                        "max_wait_seconds", "3600",
                        "tiles_per_minute", "2147483647",
                        "tiles_per_day", "2147483647",
                        "graph_per_minute", "2147483647"));
        assertThat(command.sandboxStopped).isTrue();
    }

    @Test
    void typesNeedsNoSandbox() {
        assertThat(command.run("types")).isZero();
        assertThat(command.sandboxAddresses).isEmpty();
        assertThat(command.err()).isEmpty();
    }

    @Test
    void typesWithoutATokenReadsNoFeatures() {
        assertThat(command.run("types")).isZero();
        assertThat(command.store.queries).isEmpty();
    }

    @Test
    void theOtherParametersReachTheSandboxToo() {
        command.run("query", "images", "-P", "max_tiles=5", "-P", "cache_size_mb=1");
        assertThat(command.opened.get(0)).containsEntry("max_tiles", "5").containsEntry("cache_size_mb", "1");
    }

    @Test
    void theSandboxStopsWhenTheStoreCannotBeOpened() {
        command.opener = parameters -> {
            throw new IOException("no");
        };
        assertThat(command.run("query", "images")).isEqualTo(2);
        assertThat(command.sandboxStopped).isTrue();
    }

    @Test
    void aTokenInTheEnvironmentIsLeftToTheStore() {
        command.environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        assertThat(command.run("types")).isZero();
        assertThat(command.opened).containsExactly(Map.of("dbtype", "mapillary", "max_wait_seconds", "3600"));
        assertThat(command.sandboxAddresses).isEmpty();
        assertThat(command.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token_file=/tmp/token", "tiles_url=http://localhost:1", "graph_url=http://localhost:1"})
    void aTokenFileOrAnApiOfTheUsersOwnNeedsNoSandbox(String parameter) {
        assertThat(command.run("types", "-P", parameter)).isZero();
        assertThat(command.opened.get(0)).hasSize(3);
        assertThat(command.sandboxAddresses).isEmpty();
        assertThat(command.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void aVariableForTheTokenThatIsEmptyIsAMistake(String value) {
        command.environment.put("MAPILLARY_ACCESS_TOKEN", value);
        assertThat(command.run("query", "images")).isEqualTo(2);
        assertThat(command.err())
                .startsWith("mapillary: The environment variable MAPILLARY_ACCESS_TOKEN is set but empty")
                .hasLineCount(1);
        assertThat(command.out()).isEmpty();
        assertThat(command.sandboxAddresses).isEmpty();
    }

    @Test
    void aStoredLoginIsUsedWithoutBeingNamed(@TempDir Path folder) throws IOException {
        Path login = storedLogin(folder, "{}");
        assertThat(command.run("types")).isZero();
        assertThat(command.opened)
                .containsExactly(
                        Map.of("dbtype", "mapillary", "max_wait_seconds", "3600", "token_file", login.toString()));
        assertThat(command.sandboxAddresses).isEmpty();
        assertThat(command.err()).isEmpty();
    }

    @Test
    void aTokenInTheEnvironmentComesBeforeAStoredLogin(@TempDir Path folder) throws IOException {
        storedLogin(folder, "{}");
        command.environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        assertThat(command.run("types")).isZero();
        assertThat(command.opened).containsExactly(Map.of("dbtype", "mapillary", "max_wait_seconds", "3600"));
    }

    @Test
    void aStoredLoginThatCannotBeUsedIsAMistakeAndNotTheSandbox(@TempDir Path folder) throws IOException {
        Path login = storedLogin(folder, "no JSON");
        command.opener = MapillaryConnection.storeOpener();
        assertThat(command.run("query", "images")).isEqualTo(2);
        assertThat(command.err()).contains(login.toString(), "it holds no JSON").hasLineCount(1);
        assertThat(command.sandboxAddresses).isEmpty();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aStoredLoginWhoseLinkLeadsNowhereIsAMistakeToo(@TempDir Path folder) throws IOException {
        Path login = storedLogin(folder, "{}");
        Files.delete(login);
        Files.createSymbolicLink(login, folder.resolve("gone"));
        command.opener = MapillaryConnection.storeOpener();
        assertThat(command.run("query", "images")).isEqualTo(2);
        assertThat(command.sandboxAddresses).isEmpty();
    }

    private Path storedLogin(Path folder, String text) throws IOException {
        command.environment.put("XDG_CONFIG_HOME", folder.toString());
        Path login = folder.resolve("mapillary").resolve("token.json");
        Files.createDirectory(login.getParent());
        return Files.writeString(login, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"query images --sandbox", "explain images --sandbox"})
    void withItsOptionTheSandboxAnswersWhateverTokenThereIs(String line) {
        command.environment.put("MAPILLARY_ACCESS_TOKEN", "MLY|1|2");
        assertThat(command.run(line.split(" ", -1))).isZero();
        assertThat(command.opened.get(0)).containsEntry("access_token", "MLY|sandbox|token");
        assertThat(command.err())
                .isEqualTo("Answering from the built-in sandbox (made data) at http://127.0.0.1:4711\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"access_token=MLY|3|4", "token_file=a", "tiles_url=http://localhost:1", "graph_url=http://a"})
    void theOptionOfTheSandboxGoesWithNoOtherApi(String parameter) {
        assertThat(command.run("query", "images", "--sandbox", "-P", parameter)).isEqualTo(2);
        assertThat(command.err()).contains("leave out -P " + parameter.replaceFirst("=.*", ""));
        assertThat(command.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"query images", "query images --count", "thumbnail 1"})
    void madeDataGoesToAFileOnlyWhenTold(String line, @TempDir Path folder) {
        List<String> args = new ArrayList<>(List.of(line.split(" ", -1)));
        args.addAll(List.of("-o", folder.resolve("images.json").toString()));
        assertThat(command.run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(command.err()).contains("add --sandbox").hasLineCount(1);
        assertThat(command.sandboxAddresses).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whenToldMadeDataGoesToAFileThatSaysSo(@TempDir Path folder) {
        Path file = folder.resolve("images.json");
        assertThat(command.run("query", "images", "--sandbox", "-o", file.toString()))
                .isZero();
        assertThat(file).content().contains("\"madeData\":\"Made data of the gt-mapillary sandbox");
    }

    @Test
    void aTokenOnTheCommandLineWorksWithAWarningThatDoesNotRepeatIt() {
        assertThat(command.run("types", "-P", "access_token=MLY|3|4=")).isZero();
        assertThat(command.opened)
                .containsExactly(Map.of("dbtype", "mapillary", "max_wait_seconds", "3600", "access_token", "MLY|3|4="));
        assertThat(command.err())
                .isEqualTo("mapillary: warning: a token given as -P access_token shows in the process list; set"
                        + " MAPILLARY_ACCESS_TOKEN or give -P token_file=FILE instead\n");
        assertThat(command.sandboxAddresses).isEmpty();
    }

    @Test
    void anEmptyTokenIsNotTakenForNone() {
        assertThat(command.run("types", "-P", "access_token=")).isEqualTo(2);
        assertThat(command.err())
                .startsWith("mapillary: -P access_token is empty;")
                .hasLineCount(1);
    }

    @Test
    void aParameterIsAKeyAndAValue() {
        assertThat(command.run("types", "-P", "max_tiles")).isEqualTo(2);
        assertThat(command.err()).contains("max_tiles").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MLY|1234567890123456|0123456789abcdef0123456789abcdef",
                "MLYARxyz0123456789abcdefXYZ",
                "0123456789abcdef0123456789abcdef",
                "=MLY|1234567890123456|0123456789abcdef0123456789abcdef"
            })
    void aTokenWithoutAKeyIsNotRepeated(String token) {
        assertThat(command.run("types", "-P", token)).isEqualTo(2);
        assertThat(command.run("types", "--verbose", "-P", token)).isEqualTo(2);
        assertThat(command.err()).contains("it takes key=value").doesNotContain("MLY", "89abcdef");
        assertThat(command.opened).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MLY|1234567890123456|0123456789abcdef0123456789abcdef", "--token=MLYARxyz0123456789abcdefXYZ"})
    void aTokenInTheWrongPlaceIsNotRepeated(String token) {
        assertThat(command.run("types", token)).isEqualTo(2);
        assertThat(command.run("types", "--verbose", token)).isEqualTo(2);
        assertThat(command.err()).contains("[redacted]").doesNotContain("89abcdef");
    }

    @Test
    void ofAParameterThatIsGivenTwiceTheLastCounts() {
        command.run("types", "-P", "max_tiles=5", "-P", "max_tiles=6=");
        assertThat(command.opened.get(0)).containsEntry("max_tiles", "6=");
    }

    @Test
    void nothingIsOpenedForOptionsThatAreWrongByThemselves() {
        assertThat(command.run("query", "images", "--bbox", "1,2,3")).isEqualTo(2);
        assertThat(command.opened).isEmpty();
        assertThat(command.sandboxAddresses).isEmpty();
    }
}
