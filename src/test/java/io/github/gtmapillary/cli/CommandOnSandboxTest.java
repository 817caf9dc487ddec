package io.github.gtmapillary.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.github.gtmapillary.FakeTileServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process runs it: with the real data store, on the sandbox or on a server that misbehaves. */
class CommandOnSandboxTest {
    private static final String BOX = "12.98,55.59,13.01,55.61";
    private static final String TILE = "/maps/vtp/mly1_public/2/14/8782/5134";
    private static final String INSIDE_TILE = "12.97,55.596,12.975,55.598";
    private static final String TOKEN = "MLY|4242424242424242|abcdefabcdefabcdefabcdefabcdefab";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandContext context = new CommandContext(
                out,
                new PrintWriter(err, true),
                name -> Optional.of("target/no-config").filter(folder -> name.equals("XDG_CONFIG_HOME")),
                Progress.NONE,
                MapillaryConnection.storeOpener(),
                MapillaryConnection.sandboxStarter(),
                MapillaryConnection.explainer(),
                MapillaryConnection.cacheOpener(),
                LoginDialog.ofProcess());
        return MapillaryCommand.run(context, args);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theQueryOfTheReadmePrintsFeaturesOfTheSandbox() throws IOException {
        int exit = run(
                "query",
                "images",
                "--bbox",
                BOX,
                "--cql",
                "is_pano = true AND captured_at AFTER 2022-01-01T00:00:00Z",
                "--limit",
                "5");

        assertThat(exit).isZero();
        assertThat(err.toString()).startsWith("No access token given: answering from the built-in sandbox");
        assertThat(out().lines().filter(line -> line.contains("\"type\":\"Feature\"")))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line)
                        .contains("\"id\":\"images.")
                        .contains("\"is_pano\":true")
                        .containsPattern("\"captured_at\":\"202[2-6]-"));
        assertWellFormed(out());
    }

    private static void assertWellFormed(String text) throws IOException {
        try (JsonParser json = new JsonFactory().createParser(text)) {
            int depth = 0;
            for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
            assertThat(depth).isZero();
        }
    }

    @Test
    void everyTypeAnswersInEveryFormatAndCountsWhatItPrints() {
        for (String type : List.of("images", "sequences", "points", "traffic_signs", "overview")) {
            out.reset();
            assertThat(run("query", type, "--bbox", BOX, "--format", "geojsonl"))
                    .isZero();
            long lines = out().lines().count();
            out.reset();
            assertThat(run("query", type, "--bbox", BOX, "--format", "csv")).isZero();
            assertThat(out().split("\r\n", -1)).as(type).hasSize((int) lines + 2);
            out.reset();
            assertThat(run("query", type, "--bbox", BOX, "--count")).isZero();
            assertThat(out()).isEqualTo(lines + "\n");
        }
    }

    @Test
    void aBoxOverTheDateLineFindsWhatIsOnBothSides() {
        assertThat(run(
                        "query",
                        "images",
                        "--bbox",
                        "179.99,-17,-179.99,-16.5",
                        "--format",
                        "csv",
                        "--attributes",
                        "geometry"))
                .isZero();

        assertThat(out()).contains("POINT (179.99").contains("POINT (-179.99");
    }

    @ParameterizedTest
    @ValueSource(strings = {"179.9,-17,180.1,-16.5", "-180.1,-17,-179.9,-16.5", "179.9,-17,-179.9,-16.5"})
    void aBoxOverTheDateLineMayBeWrittenFromEitherSide(String box) {
        String nextToTheDateLine =
                "INTERSECTS(geometry, MULTIPOLYGON(((179.9 -17, 180 -17, 180 -16.5, 179.9 -16.5, 179.9 -17)),"
                        + "((-180 -17, -179.9 -17, -179.9 -16.5, -180 -16.5, -180 -17))))";
        assertThat(run("query", "images", "--cql", nextToTheDateLine, "--count"))
                .isZero();
        String all = out();
        out.reset();

        assertThat(run("query", "images", "--bbox", box, "--count")).isZero();

        assertThat(out()).isEqualTo(all).isNotEqualTo("0\n");
    }

    @Test
    void explainNamesTheRequestsAsTextAndAsJson() throws IOException {
        assertThat(run("explain", "images", "--bbox", BOX)).isZero();
        assertThat(out()).contains("requests    9").contains("maps/vtp/mly1_public/2/14/8782/5133");
        out.reset();
        assertThat(run("explain", "images", "--bbox", BOX, "--json")).isZero();
        assertWellFormed(out());
        assertThat(out()).contains("\"request_count\":9");
    }

    @Test
    void theCacheOfARealStoreIsToldAndCleared(@TempDir Path folder) throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            String[] connection = {
                "-P", "cache_dir=" + folder, "-P", "tiles_url=" + server.url(), "-P", "access_token=" + TOKEN
            };
            List<String> query = new ArrayList<>(List.of("query", "images", "--bbox", INSIDE_TILE));
            query.addAll(List.of(connection));
            assertThat(run(query.toArray(String[]::new))).isZero();
            assertThat(run(query.toArray(String[]::new))).isZero();
            out.reset();
            assertThat(run("cache", "-P", "cache_dir=" + folder, "-P", "cache_ttl_minutes=90"))
                    .isZero();
            assertThat(out())
                    .contains("folder      " + folder, "answers     2\n", "age         90 minutes at most\n")
                    .contains("today       2 tiles from " + server.url().substring("http://".length())
                            + ", 39998 of 40000 left\n")
                    .contains("            2 requests, 0 of them repeated, 2 answered by the cache, 0.0 MB\n")
                    .contains("            failed: none\n");
            out.reset();
            assertThat(run("cache", "--clear", "-P", "cache_dir=" + folder)).isZero();
            assertThat(out()).contains("answers     0\n");
            assertThat(run("cache", "-P", "cache_folder=" + folder)).isEqualTo(2);
            assertThat(run("cache", "-P", "cache_size_mb=little")).isEqualTo(2);
        }
    }

    @Test
    void theReportFollowsTheAnswer() {
        assertThat(run("query", "images", "--bbox", BOX, "--limit", "3", "--explain"))
                .isZero();

        assertThat(err.toString())
                .containsPattern("\\d requests, \\d+ bytes, \\d+ features decoded, \\d+ kept, \\d+ ms");
    }

    static Stream<Arguments> badInput() {
        return Stream.of(
                bad(2, "no feature type 'pictures'", "query", "pictures", "--bbox", BOX),
                bad(2, "no attribute 'speed'", "query", "images", "--bbox", BOX, "--cql", "speed > 3"),
                bad(2, "no attribute 'speed'", "query", "images", "--bbox", BOX, "--attributes", "speed"),
                bad(2, "is not ECQL", "query", "images", "--bbox", BOX, "--cql", "is_pano ="),
                bad(2, "south 56 is above north 55", "query", "images", "--bbox", "12,56,13,55"),
                bad(2, "'NaN' is not a number", "query", "images", "--bbox", "12,NaN,13,55"),
                bad(2, "max_tiles=-1", "query", "images", "--bbox", BOX, "-P", "max_tiles=-1"),
                bad(2, "max_tiles=none", "query", "images", "--bbox", BOX, "-P", "max_tiles=none"),
                bad(2, "maxtiles", "query", "images", "--bbox", BOX, "-P", "maxtiles=1"),
                bad(
                        2,
                        "MAPILLARY_ACCESS_TOKEN",
                        "query",
                        "images",
                        "--bbox",
                        BOX,
                        "-P",
                        "tiles_url=http://127.0.0.1:9",
                        "-P",
                        "cache_size_mb=0"),
                bad(1, "more than max_tiles=512", "query", "images", "--bbox", "5,45,15,55"),
                bad(
                        2,
                        "is not ECQL: Failed to setup bbox SRS",
                        "query",
                        "images",
                        "--cql",
                        "BBOX(geometry, 1, 2, 3, 4, 'EPSG:2583333')"),
                bad(1, "which is no time", "query", "images", "--bbox", BOX, "--cql", "captured_at > 'yesterday'"),
                bad(1, "is unbounded: add a condition", "query", "images", "--cql", "is_pano = true"));
    }

    private static Arguments bad(int exit, String message, String... args) {
        return Arguments.of(exit, message, args);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("badInput")
    void badInputIsToldInOneLineThatSaysWhatToChange(int exit, String message, String[] args) {
        assertThat(run(args)).as(err.toString()).isEqualTo(exit);

        assertToldInOneLine(message);
    }

    private void assertToldInOneLine(String message) {
        List<String> lines = err.toString()
                .lines()
                .filter(line -> !line.startsWith("Answering from")
                        && !line.startsWith("No access token given")
                        && !line.startsWith("The access token"))
                .filter(line -> !line.contains("process list"))
                .toList();
        assertThat(lines).as(err.toString()).hasSize(1);
        assertThat(lines.get(0)).startsWith("mapillary: ").contains(message).doesNotContain("abcdefab");
        assertThat(out()).isEmpty();
    }

    @Test
    void aThumbnailIsWrittenToAFile(@TempDir Path folder) throws IOException {
        run("query", "images", "--bbox", BOX, "--limit", "1", "--format", "csv", "--attributes", "id");
        String id = out().lines().skip(1).findFirst().orElseThrow().split(",", -1)[1];
        out.reset();
        Path file = folder.resolve("image.png");

        assertThat(run("thumbnail", id, "--sandbox", "--size", "256", "-o", file.toString()))
                .as(err.toString())
                .isZero();

        assertThat(Files.readAllBytes(file)).startsWith(0x89, 'P', 'N', 'G');
        assertThat(file)
                .content(StandardCharsets.ISO_8859_1)
                .contains(Sandbox.MADE_DATA)
                .doesNotContain("contributors");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 999, 256, no image 999",
        "2, abc, 256, an image id is a number",
        "2, 1, 512, 'the sizes are 256, 1024, 2048 and original'"
    })
    void aThumbnailThatCannotBeLeavesNoFile(int exit, String id, String size, String message, @TempDir Path folder)
            throws IOException {
        assertThat(run(
                        "thumbnail",
                        id,
                        "--sandbox",
                        "--size",
                        size,
                        "-o",
                        folder.resolve("image.png").toString()))
                .isEqualTo(exit);
        assertToldInOneLine(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            assertThat(run("sandbox", "--port", port)).isEqualTo(2);

            assertToldInOneLine("--port " + port);
        }
    }

    static Stream<Arguments> brokenTiles() {
        byte[] tile = {0x1a, 0x20, 0x0a, 0x05, 'i', 'm', 'a', 'g', 'e', 0x12, 0x7f};
        return Stream.of(
                Arguments.of(
                        "HTML",
                        new Answer(200, Map.of("Content-Type", "text/html"), bytes("<html>Log in</html>")),
                        "web page"),
                Arguments.of(
                        "a login redirect",
                        new Answer(302, Map.of("Location", "https://www.mapillary.com/login/"), new byte[0]),
                        "blocks"),
                Arguments.of("truncated MVT", Answer.tile(tile), "14/8782/5134 can't be decoded"),
                Arguments.of("no MVT at all", Answer.tile(bytes("hello")), "14/8782/5134 can't be decoded"),
                Arguments.of("a refused token", new Answer(403, Map.of(), new byte[0]), "access_token"),
                // for longer than a query waits, or it would be asked again
                Arguments.of(
                        "an overloaded server", new Answer(503, Map.of("Retry-After", "7200"), new byte[0]), "503"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenTiles")
    void aBrokenTileFailsTheQueryInOneLineAndLeavesNoFile(
            String name, Answer answer, String message, @TempDir Path folder, @TempDir Path cache) throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            server.give(TILE, answer);

            assertThat(run(queryTo(
                            server.url(),
                            "-o",
                            folder.resolve("images.csv").toString(),
                            "--format",
                            "csv",
                            "-P",
                            "cache_dir=" + cache)))
                    .isEqualTo(1);

            assertToldInOneLine(message);
            // what can't be decoded is asked for once more
            assertThat(server.requests())
                    .hasSize(message.endsWith("decoded") ? 2 : 1)
                    .containsOnly(TILE);
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void aBrokenTileIsLeftOutWhenToldSo() throws IOException {
        try (FakeTileServer server = new FakeTileServer()) {
            server.give(TILE, Answer.tile(bytes("hello")));

            assertThat(run(queryTo(server.url(), "-P", "failed_tiles=skip", "--explain")))
                    .isZero();

            assertThat(err.toString()).contains("left out: maps/vtp/mly1_public/2/14/8782/5134");
        }
    }

    private static String[] queryTo(String url, String... more) {
        return Stream.concat(
                        Stream.of(
                                "query",
                                "images",
                                "--bbox",
                                INSIDE_TILE,
                                "-P",
                                "tiles_url=" + url,
                                "-P",
                                "cache_size_mb=0",
                                "-P",
                                "tiles_per_day=" + Integer.MAX_VALUE,
                                "-P",
                                "access_token=" + TOKEN),
                        Arrays.stream(more))
                .toArray(String[]::new);
    }
}
