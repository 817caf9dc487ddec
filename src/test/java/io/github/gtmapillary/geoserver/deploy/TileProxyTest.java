package io.github.gtmapillary.geoserver.deploy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.TilesHost.Answer;
import io.github.gtmapillary.geoserver.deploy.TilesHost.Asked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** nginx.conf in front of a host that answers as it is told. */
@RequiresPrograms("nginx")
@Timeout(120)
class TileProxyTest {

    private static final String TILE = "/maps/vtp/mly1_public/2/14/8574/5735";
    private static final String TOKEN = "MLY%7C17%7Csecret";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TilesHost host;
    private Nginx nginx;

    @BeforeEach
    void start() throws IOException {
        host = TilesHost.start();
        nginx = Nginx.start(folder, host.url());
    }

    @AfterEach
    void stop() throws IOException {
        nginx.close();
        host.close();
    }

    @Test
    void aTileIsAskedForOnceWhateverTheToken() throws Exception {
        HttpResponse<String> first = get(TILE + "?access_token=" + TOKEN);
        HttpResponse<String> second = get(TILE + "?access_token=MLY%7C18%7Cother&nonsense=1");
        assertThat(first.body()).isEqualTo(second.body()).isEqualTo("tile");
        assertThat(cacheStatus(first)).isEqualTo("MISS");
        assertThat(cacheStatus(second)).isEqualTo("HIT");
        assertThat(host.requests()).extracting(Asked::target).containsExactly(TILE + "?access_token=" + TOKEN);
        assertThat(nginx.keeps(TILE)).contains(Duration.ofDays(1));
        assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theHostSeesTheTokenAndNothingElseOfTheClient() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(nginx.url() + TILE + "?access_token=" + TOKEN + "&a=b"))
                .header("Authorization", "OAuth secret")
                .header("Cookie", "a=b")
                .header("User-Agent", "gt-mapillary")
                .header("If-None-Match", "x")
                .build();
        client.send(request, BodyHandlers.discarding());
        Asked asked = host.requests().get(0);
        assertThat(asked.target()).isEqualTo(TILE + "?access_token=" + TOKEN);
        assertThat(asked.headers().keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Accept-encoding");
        assertThat(asked.headers().getFirst("Host")).isEqualTo(host.url().getAuthority());
        assertThat(asked.headers().getFirst("User-agent")).isEqualTo("gt-mapillary");
    }

    @Test
    void tilesTravelPackedAndAreUnpackedForWhoAsksForThat() throws Exception {
        HttpRequest packed = HttpRequest.newBuilder(URI.create(nginx.url() + TILE + "?access_token=" + TOKEN))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = client.send(packed, BodyHandlers.ofByteArray());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.body()).startsWith(0x1f, 0x8b);
        assertThat(tile().body()).isEqualTo("tile");
        assertThat(host.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 204})
    void thatThereIsNoTileIsKeptShortly(int status) throws Exception {
        host.answers(Answer.of(status, ""));
        assertThat(tile().statusCode()).isEqualTo(status);
        assertThat(cacheStatus(tile())).isEqualTo("HIT");
        assertThat(host.requests()).hasSize(1);
        assertThat(nginx.keeps(TILE)).contains(Duration.ofMinutes(10));
    }

    static Stream<Arguments> answersThatAreNoTiles() {
        return Stream.of(
                Arguments.of("a block", Answer.redirect("https://www.mapillary.com/login/")),
                Arguments.of("a page in place of a tile", Answer.page(200)),
                Arguments.of("a page that says not found", Answer.page(404)),
                Arguments.of("a refused token", Answer.of(403, "no")),
                Arguments.of("too many requests", Answer.of(429, "no")),
                Arguments.of("a fault", Answer.of(500, "no")),
                Arguments.of("a busy server", Answer.of(503, "no")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answersThatAreNoTiles")
    void whatIsNoTileIsPassedOnAndNotKept(String what, Answer answer) throws Exception {
        host.answers(answer);
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> passedOn = tile();
            assertThat(passedOn.statusCode()).as(what).isEqualTo(answer.status());
            assertThat(passedOn.body()).isEqualTo(answer.body());
            assertThat(passedOn.headers().firstValue("Location").orElse(""))
                    .isEqualTo(answer.headers().getOrDefault("Location", ""));
        }
        assertThat(host.requests()).hasSize(2);
        assertThat(nginx.keeps(TILE)).isEmpty();
        host.answers(Answer.of(200, "tile"));
        assertThat(tile().body()).isEqualTo("tile");
    }

    @Test
    void anOldTileStandsInWhileTheHostFails() throws Exception {
        awaitKept();
        nginx.expire(TILE);
        host.answers(Answer.of(503, "no"));
        HttpResponse<String> old = tile();
        assertThat(old.statusCode()).isEqualTo(200);
        assertThat(old.body()).isEqualTo("tile");
        assertThat(cacheStatus(old)).isEqualTo("STALE");
        host.answers(Answer.of(200, "newer tile"));
        assertThat(tile().body()).isEqualTo("newer tile");
        awaitKept();
        nginx.expire(TILE);
        host.close();
        assertThat(cacheStatus(tile())).isEqualTo("STALE");
    }

    @Test
    void aBlockIsNotHiddenBehindAnOldTile() throws Exception {
        awaitKept();
        nginx.expire(TILE);
        host.answers(Answer.redirect("https://www.mapillary.com/login/"));
        assertThat(tile().statusCode()).isEqualTo(302);
    }

    @Test
    void onlyTilesAreProxied() throws Exception {
        for (String path : List.of(
                "/",
                "/maps/vtp/",
                "/maps/vtp/mly1_public/2/14/1",
                "/images?access_token=" + TOKEN,
                "/maps/vtp/x/2/1/2/3/../../a")) {
            HttpResponse<String> answer = get(path);
            // a store takes 404 for an empty tile
            assertThat(answer.statusCode()).as(path).isEqualTo(400);
            assertThat(answer.body()).startsWith("There are only Mapillary's tiles here: check tiles_url");
        }
        HttpRequest post = HttpRequest.newBuilder(URI.create(nginx.url() + TILE + "?access_token=" + TOKEN))
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
        assertThat(client.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(403);
        assertThat(host.requests()).isEmpty();
        assertThat(get("/health").body()).isEqualTo("ok\n");
    }

    @Test
    void theTokenIsInNoFile() throws Exception {
        tile();
        tile();
        host.answers(Answer.of(500, "no"));
        get(TILE + "1?access_token=" + TOKEN);
        get("/elsewhere?access_token=" + TOKEN);
        host.close();
        assertThat(get(TILE + "2?access_token=" + TOKEN).statusCode()).isEqualTo(502);
        nginx.close();
        assertThat(nginx.accessLog())
                .contains("\"GET " + TILE + "\" 200 ", " MISS 200 ", " HIT - ", "\"GET " + TILE + "2\" 502 ")
                .hasLineCount(5);
        assertThat(nginx.files()).hasSizeGreaterThanOrEqualTo(5);
        for (Path file : nginx.files()) {
            assertThat(Files.readString(file, ISO_8859_1)).as("%s", file).doesNotContain("secret", "access_token=MLY");
        }
    }

    @Test
    void aHostThatCannotProveWhoItIsGetsNoToken() throws Exception {
        nginx.close();
        try (TilesHost stranger = TilesHost.start(HostIdentity.make(folder).tls());
                Nginx proxy = Nginx.start(Files.createDirectory(folder.resolve("tls")), stranger.url())) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.url() + TILE + "?access_token=" + TOKEN))
                    .build();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(502);
            assertThat(stranger.requests()).isEmpty();
            assertThat(proxy.keeps(TILE)).isEmpty();
        }
    }

    /** Asks until nginx has let go of the request before: that its answer is here does not say so. */
    private HttpResponse<String> tile() throws IOException, InterruptedException {
        while (true) {
            HttpResponse<String> answer = get(TILE + "?access_token=" + TOKEN);
            if (!cacheStatus(answer).equals("UPDATING")) {
                return answer;
            }
        }
    }

    /** Asks until the answer comes from the file: nginx puts it in its place after it has passed it on. */
    private void awaitKept() throws IOException, InterruptedException {
        while (!cacheStatus(tile()).equals("HIT")) {
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(nginx.url() + path)).build(), BodyHandlers.ofString(UTF_8));
    }

    private static String cacheStatus(HttpResponse<?> answer) {
        return answer.headers().firstValue("X-Cache-Status").orElse("none");
    }
}
