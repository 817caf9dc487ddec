package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.FakeTileServer;
import io.github.gtmapillary.sandbox.Sandbox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Output of any sandbox says that its data are made; output of Mapillary carries the attribution. */
class MadeDataTest {

    private static final String BOX = "12.98,55.596,12.983,55.6";
    private static final String ATTRIBUTION = "Mapillary contributors, CC BY-SA 4.0";
    private static Sandbox sandbox;

    private CommandRun command;

    @TempDir
    Path folder;

    @BeforeAll
    static void startSandbox() throws IOException {
        sandbox = Sandbox.start(0);
    }

    @AfterAll
    static void stopSandbox() {
        sandbox.close();
    }

    @BeforeEach
    void commandOnRealStores() throws IOException {
        command = new CommandRun();
        command.environment.put("MAPILLARY_ACCESS_TOKEN", Sandbox.ACCESS_TOKEN);
        command.opener = MapillaryConnection.storeOpener();
        command.explainer = MapillaryConnection.explainer();
        sandbox.clearRequests();
    }

    private int ask(String url, String... args) {
        List<String> line = new ArrayList<>(List.of(args));
        Stream.of("tiles_url=" + url, "graph_url=" + url, "access_token=" + Sandbox.ACCESS_TOKEN, "cache_dir=" + folder)
                .forEach(parameter -> line.addAll(List.of("-P", parameter)));
        return command.run(line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "geojson; {\"type\":\"FeatureCollection\",\"madeData\":\"Made data of the gt-mapillary sandbox: it shows nothing"
                        + " of the world\",\"features\":[",
                "geojsonl; ,\"madeData\":\"Made data of the gt-mapillary sandbox: it shows nothing of the world\"}",
                "csv; ,Made data of the gt-mapillary sandbox: it shows nothing of the world"
            })
    void whatASandboxOfTheUsersOwnAnswersSaysSoAlsoFromTheCache(String format, String mark) {
        for (int run = 0; run < 2; run++) {
            command.out = new ByteArrayOutputStream();
            assertThat(ask(sandbox.url(), "query", "images", "--bbox", BOX, "--limit", "3", "--format", format))
                    .as(command.err())
                    .isZero();
            assertThat(command.out()).contains(mark).doesNotContain(ATTRIBUTION);
        }
        assertThat(sandbox.requests()).as("the second time from the disk").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"geojsonl", "csv"})
    void eachLineOfFeaturesSaysIt(String format) {
        ask(sandbox.url(), "query", "images", "--bbox", BOX, "--limit", "3", "--format", format);
        assertThat(command.out().lines().skip(format.equals("csv") ? 1 : 0))
                .hasSize(3)
                .allMatch(line -> line.contains(Sandbox.MADE_DATA));
    }

    @Test
    void anAnswerOfTheGraphApiSaysItToo() {
        ask(sandbox.url(), "query", "organizations", "--cql", "IN ('1')");
        assertThat(command.out()).contains("\"madeData\"");
    }

    @Test
    void anotherServerIsTakenForMapillary() throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            ask(server.url(), "query", "images", "--bbox", BOX, "--format", "csv");
            assertThat(command.out()).contains("attribution").doesNotContain("made_data");
        }
    }

    @Test
    void nothingFoundInTheSandboxTellsWhereThereIsSomething() {
        assertThat(ask(sandbox.url(), "query", "images", "--bbox", "2.291,48.851,2.292,48.852"))
                .isZero();
        assertThat(command.err())
                .contains(
                        "mapillary: hint: nothing found; the sandbox's made data lies around Malm\u00F6"
                                + " (12.962,55.588,13.013,55.612), Panama City",
                        "the date line in Fiji (179.996,-16.81,-179.996,-16.79)")
                .doesNotContain("was --bbox");
        assertThat(sandbox.requests()).hasSize(1);
    }

    @Test
    void swappedAxesAreSuspectedWhereTheOtherOrderFindsSomething() {
        assertThat(ask(sandbox.url(), "query", "images", "--bbox", "55.59,12.98,55.61,13.01"))
                .isZero();
        assertThat(command.err()).contains("was --bbox 12.98,55.59,13.01,55.61 meant?");
    }

    @Test
    void whereMapillarysOverviewShowsNothingAHintSaysSoForOneRequest() throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            assertThat(ask(server.url(), "query", "images", "--bbox", "55.591,12.981,55.592,12.982", "--format", "csv"))
                    .isZero();
            assertThat(command.err())
                    .isEqualTo("mapillary: warning: a token given as -P access_token shows in the process list; set"
                            + " MAPILLARY_ACCESS_TOKEN or give -P token_file=FILE instead\n"
                            + "mapillary: hint: nothing found; Mapillary's overview shows no image near"
                            + " 55.591,12.981,55.592,12.982\n"
                            + "mapillary: hint: longitude comes first, the order is west,south,east,north: was --bbox"
                            + " 12.981,55.591,12.982,55.592 meant?\n");
            assertThat(server.requests()).hasSize(2);
            assertThat(server.requests().get(1)).startsWith("/maps/vtp/mly1_public/2/5/");
        }
    }

    @Test
    void atTheEdgeOfATileOfTheOverviewTheOneOfTheWorldIsAsked() throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            assertThat(ask(server.url(), "query", "images", "--bbox", "11.249,50.1,11.2495,50.1005"))
                    .isZero();
            assertThat(command.err()).contains("shows no image near 11.249,50.1,11.2495,50.1005");
            assertThat(server.requests()).hasSize(2).last().isEqualTo("/maps/vtp/mly1_public/2/0/0/0");
        }
    }

    @Test
    void theHintCostsNoRequestWhenSomethingWasFound() {
        CommandRun found = command;
        found.opener = parameters -> found.store;
        assertThat(found.run("query", "images", "--bbox", "10,50,11,51"))
                .as(found.err())
                .isZero();
        assertThat(found.err()).isEmpty();
        assertThat(found.store.queries).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "images; IN ('abc'); 'abc' is no id of a feature of images: these are numbers of up to 19 digits",
                "images; IN ('points.123'); 'points.123' is no id of a feature of images: these begin with images.",
                "images; \"id\" = 'abc'; 'abc' is no id of a feature of images: these are numbers of up to 19 digits",
                "images; \"id\" IN ('1', 'abc'); 'abc' is no id of a feature of images: these are numbers of up to 19 digits",
                "sequences; IN ('a b'); 'a b' is no id of a feature of sequences: these are words of letters, digits, '-' and '_'"
            })
    void idsThatCannotMatchAreNamedAndAreNoError(String type, String cql, String hint) {
        assertThat(ask(sandbox.url(), "query", type, "--cql", cql))
                .as(command.err())
                .isZero();
        assertThat(command.err().lines()).contains("mapillary: hint: " + hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'id' = '1'", "1 = 1", "is_pano = true AND 'id' = '1'", "NOT ('a' LIKE 'b%')"})
    void aConditionWithoutAnAttributeIsAMistakeThatIsNamed(String cql) {
        assertThat(command.run("query", "images", "--cql", cql)).isEqualTo(2);
        assertThat(command.err())
                .contains("has no attribute, so it is the same for every feature", "\"id\" = '1'")
                .hasLineCount(1);
        assertThat(command.opened).isEmpty();
    }

    @Test
    void aRangeOfAConstantIsRefusedWithoutTheNamesOfClasses() {
        assertThat(command.run("query", "images", "--cql", "2 BETWEEN 1 AND 3")).isEqualTo(2);
        assertThat(command.err())
                .contains("'2 BETWEEN 1 AND 3' is not ECQL: a constant stands where only the name of an attribute may")
                .doesNotContain("class ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"INCLUDE", "EXCLUDE", "IN ('images.1')", "\"id\" = '1'", "geometry IS NOT NULL"})
    void aConditionThatIsNoneOrHasAnAttributeIsNoMistake(String cql) {
        command.opener = parameters -> command.store;
        assertThat(command.run("query", "images", "--cql", cql))
                .as(command.err())
                .isZero();
    }

    @Test
    void aPictureOfMapillaryGetsItsAttributionAndStaysAPicture() throws IOException {
        for (String format : List.of("jpeg", "png")) {
            BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            ImageIO.write(image, format, bytes);
            Path file = Files.write(folder.resolve("image"), PictureText.withOrigin(bytes.toByteArray()));
            assertThat(file).content(StandardCharsets.ISO_8859_1).contains(ATTRIBUTION);
            assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(3);
        }
    }
}
