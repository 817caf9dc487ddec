package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {

    private CommandRun command;

    @BeforeEach
    void commandOnThreeImages() throws IOException {
        command = new CommandRun();
    }

    static Stream<Arguments> usageErrors() {
        return Stream.of(
                Arguments.of(
                        List.of("query", "cars"), "There is no feature type 'cars'; there are images, organizations"),
                Arguments.of(
                        List.of("explain", "cars"), "There is no feature type 'cars'; there are images, organizations"),
                Arguments.of(
                        List.of("query", "images", "--attributes", "id,speed"),
                        "--attributes: the type images has no attribute 'speed'; it has geometry, id, captured_at,"
                                + " compass_angle, is_pano, organization_id"),
                Arguments.of(
                        List.of("query", "images", "--sort", "-speed"),
                        "--sort: the type images has no attribute 'speed'; it has geometry, id"),
                Arguments.of(
                        List.of("query", "images", "--cql", "speed > 3 AND \"id\" = '1'"),
                        "--cql: the type images has no attribute 'speed'; it has geometry, id"),
                Arguments.of(
                        List.of("query", "images", "--cql", "is_pano = "),
                        "Invalid value for option '--cql': 'is_pano = ' is not ECQL: unexpected \"= <EOF>\" at column 9"),
                Arguments.of(
                        List.of("query", "images", "--cql", "nosuch(is_pano) = 1"), "is not ECQL: Function not found."),
                Arguments.of(
                        List.of("query", "images", "--cql", "is_pano = €"),
                        "is not ECQL: Lexical error at line 1, column"),
                Arguments.of(List.of("query", "images", "--cql", ""), "is not ECQL: unexpected \"<EOF>\""),
                Arguments.of(
                        List.of("query", "images", "--bbox", "1,2,3"),
                        "Invalid value for option '--bbox': '1,2,3' has not four numbers; write west,south,east,north"),
                Arguments.of(List.of("query", "images", "--bbox", "1,NaN,3,4"), "'NaN' is not a number of degrees"),
                Arguments.of(List.of("query", "images", "--bbox", "1,4,3,2"), "south 4 is above north 2"),
                Arguments.of(
                        List.of("query", "organizations", "--bbox", "1,2,3,4"),
                        "The type organizations has no geometry; leave out --bbox"),
                Arguments.of(
                        List.of("query", "images", "--cql", "id = '1'"),
                        "at column 1; id is a word of ECQL: write \"id\" in double quotes for the attribute"),
                Arguments.of(
                        List.of("query", "images", "--limit", "-1"), "'--limit': '-1' is not a whole number from 0 to"),
                Arguments.of(List.of("query", "images", "--limit", "many"), "'--limit': 'many' is not a whole number"),
                Arguments.of(List.of("query", "images", "--offset", "-1"), "'--offset': '-1' is not a whole number"),
                Arguments.of(
                        List.of("query", "images", "--sort", "a,,b"),
                        "'--sort' (a,-b): an attribute's name is missing"),
                Arguments.of(List.of("query", "images", "--sort"), "Missing required parameter for option '--sort'"),
                Arguments.of(
                        List.of("query", "images", "--attributes", "a,,b"), "a name is missing between two commas"),
                Arguments.of(
                        List.of("query", "images", "--what"), "Unknown option: '--what' (see mapillary query --help)"),
                Arguments.of(List.of("query"), "Missing required parameter: 'TYPE'"),
                Arguments.of(List.of("sandbox", "--port", "65536"), "'65536' is not a port from 0 to 65535"),
                Arguments.of(List.of(), "Missing required subcommand (see mapillary --help)"));
    }

    @ParameterizedTest
    @MethodSource("usageErrors")
    void aUsageErrorIsOneLineAndExitCode2(List<String> args, String message) {
        assertThat(command.run(args.toArray(String[]::new))).isEqualTo(2);
        assertThat(command.err()).startsWith("mapillary: ").contains(message).hasLineCount(1);
        assertThat(command.out()).isEmpty();
    }

    @Test
    void aParameterThatTheFactoryRefusesIsAUsageError() {
        command.opener = parameters -> {
            throw new IllegalArgumentException("max_tiles: -3 is not positive");
        };
        assertThat(command.run("query", "images", "-P", "max_tiles=-3")).isEqualTo(2);
        assertThat(command.err()).isEqualTo("mapillary: max_tiles: -3 is not positive\n");
    }

    @Test
    void aStoreThatCannotBeOpenedWasGivenTheWrongParameters() {
        command.opener = parameters -> {
            throw new IOException("token_file: no such file");
        };
        assertThat(command.run("types")).isEqualTo(2);
        assertThat(command.err()).isEqualTo("mapillary: token_file: no such file\n");
    }

    @Test
    void aFailureWhileReadingIsOneLineAndExitCode1() {
        command.store.failAfter(1);
        assertThat(command.run("query", "images")).isEqualTo(1);
        assertThat(command.err()).isEqualTo("mapillary: Tile 14/4689/6185 answered 500 three times\n");
        assertThat(command.store.disposed).isTrue();
    }

    @Test
    void anInputFailureInsideARuntimeExceptionIsTakenOut() {
        command.store.failUncheckedAfter(1);
        assertThat(command.run("query", "images")).isEqualTo(1);
        assertThat(command.err()).isEqualTo("mapillary: Tile 14/4689/6185 answered 500 three times\n");
    }

    @Test
    void aFailureWithoutAMessageIsNamed() {
        command.opener = parameters -> {
            throw new IllegalStateException();
        };
        assertThat(command.run("types")).isEqualTo(1);
        assertThat(command.err()).isEqualTo("mapillary: IllegalStateException; --verbose shows where\n");
    }

    @ParameterizedTest
    @MethodSource("verboseFailures")
    void onlyVerbosePrintsStackTraces(List<String> args) {
        command.store.failAfter(0);
        command.run(args.toArray(String[]::new));
        assertThat(command.err()).startsWith("mapillary: ").contains("\tat io.github.gtmapillary.cli");
    }

    static Stream<List<String>> verboseFailures() {
        return Stream.of(
                Arrays.asList("query", "images", "--verbose"),
                Arrays.asList("--verbose", "query", "images"),
                Arrays.asList("query", "images", "--verbose", "--bbox", "1,2,3"));
    }

    @Test
    void aReaderThatHangsUpIsNoFailure() {
        command.out = new NamedOutput(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                "standard output");
        assertThat(command.run("query", "images")).isZero();
        assertThat(command.err()).isEmpty();
    }

    @Test
    void aPipeThatIsReallyClosedEndsTheCommandInSilence() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().close();
        try (OutputStream sink = Channels.newOutputStream(pipe.sink())) {
            command.out = new NamedOutput(sink, "standard output");
            assertThat(command.run("query", "images")).isZero();
        }
        assertThat(command.err()).isEmpty();
    }

    @Test
    void aFullDiskBehindStandardOutputIsAFailure() {
        command.out = new NamedOutput(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                "standard output");
        assertThat(command.run("query", "images")).isEqualTo(1);
        assertThat(command.err()).isEqualTo("mapillary: Cannot write to standard output: No space left on device\n");
    }
}
