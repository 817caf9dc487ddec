package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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
    @ValueSource(strings = {"types", "query images", "explain images"})
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
    void theOtherParametersReachTheSandboxToo() {
        command.run("types", "-P", "max_tiles=5", "-P", "cache_size_mb=1");
        assertThat(command.opened.get(0)).containsEntry("max_tiles", "5").containsEntry("cache_size_mb", "1");
    }

    @Test
    void theSandboxStopsWhenTheStoreCannotBeOpened() {
        command.opener = parameters -> {
            throw new IOException("no");
        };
        assertThat(command.run("types")).isEqualTo(2);
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
