package io.github.gtmapillary.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.tiles.DecodedTile;
import io.github.gtmapillary.sandbox.world.GridPosition;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import io.github.gtmapillary.sandbox.world.TileCoord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxTest {

    private static final String TOKEN = "access_token=" + Sandbox.ACCESS_TOKEN.replace("|", "%7C");
    private static final SandboxWorld WORLD = SandboxWorld.generate(1, 40);
    private static final TileCoord TILE =
            GridPosition.of(WORLD.images().get(0).position()).tile();
    private static final String TILE_PATH = "/maps/vtp/mly1_public/2/14/" + TILE.x() + "/" + TILE.y();

    private static Sandbox sandbox;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        sandbox = Sandbox.start(0, WORLD);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void forgetRequests() {
        sandbox.clearRequests();
    }

    @Test
    void aTileComesForATokenInTheQuery() throws Exception {
        HttpResponse<byte[]> response = get(TILE_PATH + "?" + TOKEN);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/x-protobuf");
        assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(DecodedTile.of(response.body(), TILE).features("image")).isNotEmpty();
    }

    @Test
    void aSlashMayEndThePath() throws Exception {
        assertThat(get(TILE_PATH + "/?" + TOKEN).body())
                .isEqualTo(get(TILE_PATH + "?" + TOKEN).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?access_token=", "?access_token=MLY%7C1%7C2", "?token=x"})
    void withoutTheRightTokenTilesAreForbidden(String query) throws Exception {
        HttpResponse<byte[]> response = get(TILE_PATH + query);
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(new String(response.body(), UTF_8)).contains("\"code\":190");
    }

    @Test
    void aTokenInTheHeaderIsForbiddenForTilesEvenWithOneInTheQuery() throws Exception {
        HttpRequest.Builder request =
                request(TILE_PATH + "?" + TOKEN).header("Authorization", "OAuth " + Sandbox.ACCESS_TOKEN);
        assertThat(send(request).statusCode()).isEqualTo(403);
    }

    @Test
    void tilesAreCompressedForThoseWhoAccept() throws Exception {
        HttpResponse<byte[]> plain = get(TILE_PATH + "?" + TOKEN);
        HttpResponse<byte[]> packed = send(request(TILE_PATH + "?" + TOKEN).header("Accept-Encoding", "GZIP"));
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.body().length).isLessThan(plain.body().length);
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(unpacked.readAllBytes()).isEqualTo(plain.body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mly1_public", "mly1_computed_public", "mly_map_feature_point", "mly_map_feature_traffic_sign"})
    void emptyTilesAreAnsweredInThreeWays(String set) throws Exception {
        Set<Integer> statuses = new HashSet<>();
        for (int x = 0; x < 3; x++) {
            HttpResponse<byte[]> response = get("/maps/vtp/" + set + "/2/14/" + x + "/0?" + TOKEN);
            assertThat(response.statusCode() == 404 || response.body().length == 0)
                    .isTrue();
            statuses.add(response.statusCode());
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 204, 404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/maps/vtp/mly1_public/2/15/0/0",
                "/maps/vtp/mly_map_feature_point/2/13/0/0",
                "/maps/vtp/mly_map_feature_traffic_sign/2/15/0/0",
                "/maps/vtp/mly1_public/2/14/16384/0",
                "/maps/vtp/mly1_public/2/14/0/-1",
                "/maps/vtp/mly1_public/2/14/0/999999999999",
                "/maps/vtp/mly1_public/1/14/0/0",
                "/maps/vtp/mly2/2/14/0/0",
                "/maps/vtp/",
                "/thumbs/",
                "/thumbs/12345_256.png",
                "/1/2/3"
            })
    void whatDoesNotExistIsNotFound(String path) throws Exception {
        HttpResponse<byte[]> response = get(path + "?" + TOKEN);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(new String(response.body(), UTF_8)).startsWith("{\"error\":{");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 6, 13, 14})
    void coverageHasAllZooms(int zoom) throws Exception {
        TileCoord tile = GridPosition.of(WORLD.images().get(0).position()).tile(zoom);
        assertThat(get("/maps/vtp/mly1_public/2/" + zoom + "/" + tile.x() + "/" + tile.y() + "?" + TOKEN)
                        .body())
                .startsWith(0x1a);
    }

    @Test
    void requestsAreRecordedInOrderAndWithoutTheToken() throws Exception {
        get(TILE_PATH + "?" + TOKEN);
        get("/a%20b?x=1&" + TOKEN + "&y=%7C");
        get("/maps/vtp/none");
        assertThat(sandbox.requests()).containsExactly(TILE_PATH, "/a%20b?x=1&y=%7C", "/maps/vtp/none");
        sandbox.clearRequests();
        assertThat(sandbox.requests()).isEmpty();
    }

    @Test
    void sixteenClientsAtOnceGetTheSame() throws Exception {
        byte[] expected = get(TILE_PATH + "?" + TOKEN).body();
        ExecutorService clients = Executors.newFixedThreadPool(16);
        try {
            List<Callable<byte[]>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(() -> get(TILE_PATH + "?" + TOKEN).body());
            }
            for (Future<byte[]> answer : clients.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            clients.shutdownNow();
        }
        assertThat(sandbox.requests()).hasSize(65);
    }

    @Test
    void itListensOnTheLoopbackInterfaceAlone() {
        assertThat(URI.create(sandbox.url()).getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void onTheWildcardAddressItAnswersOnEachOfThisMachine() throws Exception {
        String other = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .map(InetAddress::getHostAddress)
                .findFirst()
                .orElse("127.0.0.2");
        try (Sandbox open = Sandbox.start(InetAddress.getByName("0.0.0.0"), 0)) {
            URI url = URI.create(open.url());
            assertThat(url.getHost()).isEqualTo("127.0.0.1");
            URI fromOutside = URI.create("http://" + other + ":" + url.getPort() + "/organization?" + TOKEN);
            client.send(HttpRequest.newBuilder(fromOutside).build(), BodyHandlers.discarding());
            assertThat(open.requests()).containsExactly("/organization");
        }
    }

    @Test
    void noThreadOutlivesIt() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Sandbox other = Sandbox.start(0, WORLD);
        client.send(HttpRequest.newBuilder(URI.create(other.url() + "/")).build(), BodyHandlers.discarding());
        List<Thread> started = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                // of this client, and of those of other tests, which outlive them by a minute
                .filter(thread -> !thread.getName().startsWith("HttpClient")
                        && !thread.getName().startsWith("OkHttp"))
                .toList();
        assertThat(started).extracting(Thread::getName).contains("HTTP-Dispatcher");
        other.close();
        for (Thread thread : started) {
            thread.join(20_000);
        }
        assertThat(started).noneMatch(Thread::isAlive);
    }

    @Test
    void closingTwiceDoesNothingMoreAndFreesThePort() throws Exception {
        Sandbox first = Sandbox.start(0, WORLD);
        int port = URI.create(first.url()).getPort();
        first.close();
        first.close();
        try (Sandbox second = Sandbox.start(port, WORLD)) {
            assertThat(second.url()).isEqualTo(first.url());
        }
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + path));
    }
}
