package io.github.gtmapillary.http.cache;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TestClock;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.client.FaultMatrixTest;
import io.github.gtmapillary.http.token.AccessToken;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheFolder;
import io.github.gtmapillary.http.wire.CacheSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockWebServer;
import okio.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The disk cache, with a server on this machine. What goes wrong with disk and clock is in {@link FaultMatrixTest}. */
@Timeout(60)
class DiskCacheTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final AccessToken TOKEN = AccessToken.of("MLY|1234567890123456|" + SECRET);
    private static final AccessToken OTHER = AccessToken.of("MLY|1234567890123456|fedcba9876543210fedcba9876543210");
    private static final byte[] MVT = {0x1a, 0x02, 0x78, 0x02};
    private static final Duration TTL = Duration.ofHours(24);
    private static final long SIZE = 1 << 20;

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private final TestClock clock = new TestClock();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private final List<ApiClient> opened = new ArrayList<>();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        opened.forEach(ApiClient::close);
        server.close();
        log.close();
    }

    @Test
    void whatWasAskedForBeforeARestartIsNotAskedForAgain() throws IOException {
        ApiClient before = client();
        server.enqueue(bytes(MVT).build());
        assertThat(before.send(TILE).await().source()).isEqualTo(AnswerSource.NETWORK);
        before.close();
        clock.pass(Duration.ofHours(23));

        ApiClient after = client();
        assertThat(after.isCached(TILE)).isTrue();
        ApiAnswer answer = after.send(TILE).await();

        assertThat(answer.source()).isEqualTo(AnswerSource.DISK);
        assertThat(answer.age()).isEqualTo(Duration.ofHours(23));
        assertThat(answer.exists()).isTrue();
        assertThat(answer.body()).isEqualTo(MVT);
        assertThat(answer.bytesReceived()).isZero();
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void entitiesAreKeptToo() throws IOException {
        ApiClient client = client();
        server.enqueue(status(200).body("{\"id\":\"1\"}").build());
        client.send(ENTITY).await();
        assertThat(client.send(ENTITY).await().body()).isEqualTo("{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whatCameGzippedIsReadAgain() throws IOException {
        ApiClient client = client();
        byte[] gzipped = gzip(new byte[100_000]);
        server.enqueue(bytes(gzipped).setHeader("Content-Encoding", "gzip").build());
        assertThat(client.send(TILE).await().bytesReceived()).isEqualTo(gzipped.length);
        assertThat(client.send(TILE).await().body()).isEqualTo(new byte[100_000]);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void tilesAreSharedBetweenTokensButEntitiesAreNot() throws IOException {
        ApiClient mine = client(TOKEN);
        server.enqueue(bytes(MVT).build());
        mine.send(TILE).await();
        server.enqueue(status(200).body("{\"of\":\"mine\"}").build());
        mine.send(ENTITY).await();

        ApiClient other = client(OTHER);
        assertThat(other.send(TILE).await().source()).isEqualTo(AnswerSource.DISK);
        assertThat(other.isCached(ENTITY)).isFalse();
        server.enqueue(status(200).body("{\"of\":\"other\"}").build());
        assertThat(new String(other.send(ENTITY).await().body(), StandardCharsets.UTF_8))
                .contains("other");
        assertThat(new String(mine.send(ENTITY).await().body(), StandardCharsets.UTF_8))
                .contains("mine");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void whatDecidesOnTheWireIsNeitherSentNorKept() throws Exception {
        ApiClient client = client();
        server.enqueue(status(200).body("{}").build());
        client.send(ENTITY).await();
        var arrived = server.takeRequest();
        assertThat(arrived.getTarget()).isEqualTo("/1933525276802129?fields=id");
        assertThat(arrived.getHeaders().get("Authorization")).isEqualTo("OAuth " + "MLY|1234567890123456|" + SECRET);
        assertThat(arrived.getHeaders().get("Cache-Control")).isNull();
    }

    @Test
    void theTokenIsInNoFileAndInNoName() throws IOException {
        ApiClient client = client();
        server.enqueue(bytes(MVT)
                .setHeader("Set-Cookie", "session=" + SECRET)
                .setHeader("Vary", "Authorization, Cookie")
                .setHeader("X-Echo", server.url("/?access_token=MLY%7C1234567890123456%7C" + SECRET))
                .build());
        client.send(TILE).await();
        server.enqueue(status(200)
                .body("{}")
                .setHeader("Vary", "Authorization")
                .setHeader("Link", "<https://x/?access_token=MLY|1234567890123456|" + SECRET + ">")
                .build());
        client.send(ENTITY).await();
        server.enqueue(status(500).body(SECRET).build());
        assertThat(catchThrowable(client.send(ApiRequest.tile("failing"))::await))
                .isNotNull();
        client.close();

        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(5);
        for (Path file : files) {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            assertThat(file + text)
                    .doesNotContain(SECRET)
                    .doesNotContain("1234567890123456")
                    .doesNotContainIgnoringCase("cookie")
                    .doesNotContainIgnoringCase("authorization")
                    .doesNotContainIgnoringCase("access_token");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cache-Control: no-store",
                "Cache-Control: no-cache, must-revalidate, max-age=0, private",
                "Pragma: no-cache",
                "Expires: Thu, 01 Jan 1970 00:00:00 GMT",
                "Vary: *",
                "Age: 99999999",
                "Date: Thu, 01 Jan 1970 00:00:00 GMT"
            })
    void whatTheHostSaysOfCachingDoesNotCount(String header) throws IOException {
        ApiClient client = client();
        server.enqueue(bytes(MVT).addHeader(header).build());
        client.send(TILE).await();
        assertThat(client.send(TILE).await().source()).isEqualTo(AnswerSource.DISK);
        clock.pass(TTL);
        server.enqueue(bytes(MVT)
                .addHeader("Cache-Control: max-age=31536000, immutable")
                .build());
        assertThat(client.send(TILE).await().source()).isEqualTo(AnswerSource.NETWORK);
        clock.pass(TTL);
        server.enqueue(bytes(MVT).build());
        assertThat(client.send(TILE).await().source()).isEqualTo(AnswerSource.NETWORK);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 500})
    void aFailureIsNotKeptEvenIfTheHostAsksForIt(int status) throws IOException {
        ApiClient client = client();
        server.enqueue(status(status).setHeader("Cache-Control", "max-age=3600").build());
        assertThat(catchThrowable(client.send(TILE)::await)).isInstanceOf(ApiException.class);
        assertThat(client.isCached(TILE)).isFalse();
        server.enqueue(bytes(MVT).build());
        assertThat(client.send(TILE).await().body()).isEqualTo(MVT);
    }

    @Test
    void whatIsForgottenIsAskedForAgain() throws IOException {
        ApiClient client = client();
        ApiRequest neighbour = ApiRequest.tile("maps/vtp/mly1_public/2/14/8771/5124");
        for (ApiRequest tile : List.of(TILE, neighbour)) {
            server.enqueue(bytes(MVT).build());
            client.send(tile).await();
        }
        client.forget(TILE);
        assertThat(client.isCached(TILE)).isFalse();
        assertThat(client.isCached(neighbour)).isTrue();
        server.enqueue(status(503).build());
        assertThatExceptionOfType(TransientApiException.class).isThrownBy(client.send(TILE)::await);
    }

    @Test
    void theSizeIsBounded() throws IOException {
        ApiClient client = client();
        byte[] large = new byte[200_000];
        new Random(1).nextBytes(large);
        large[0] = 0x1a;
        for (int i = 0; i < 20; i++) {
            server.enqueue(bytes(large).build());
            client.send(ApiRequest.tile("tile" + i)).await();
        }
        client.close();
        CacheFolder.Usage usage = new CacheFolder(folder).usage();
        assertThat(usage.bytes()).isBetween(SIZE / 2, SIZE + 10_000);
        assertThat(usage.entries()).isBetween(3, 5);
    }

    @Test
    void aDamagedEntryIsNeverServed() throws IOException {
        byte[] body = new byte[400];
        new Random(2).nextBytes(body);
        body[0] = 0x1a;
        ApiClient first = client();
        server.enqueue(bytes(body).build());
        first.send(TILE).await();
        first.close();
        List<Path> entry = files().stream()
                .filter(file -> file.toString().matches(".*\\.[01]"))
                .toList();
        assertThat(entry).hasSize(2);
        int asked = 0;
        for (Path file : entry) {
            byte[] good = Files.readAllBytes(file);
            for (int at = 0; at < good.length; at += 17) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << at % 8);
                Files.write(file, bad);
                ApiClient client = client();
                server.enqueue(bytes(body).build());
                ApiAnswer answer = client.send(TILE).await();
                assertThat(answer.body()).isEqualTo(body);
                asked += answer.source() == AnswerSource.NETWORK ? 1 : 0;
                client.close();
            }
        }
        // the rest hit what does not matter, such as when OkHttp sent the request, and was served with its body whole
        assertThat(asked).isGreaterThan(body.length / 17);
    }

    @Test
    void storesOfOneProcessShareTheCacheOfAFolder() throws IOException {
        ApiClient first = client();
        ApiClient second = client();
        server.enqueue(bytes(MVT).build());
        first.send(TILE).await();
        assertThat(second.send(TILE).await().source()).isEqualTo(AnswerSource.DISK);
        first.close();
        first.close();
        assertThat(second.send(TILE).await().source()).isEqualTo(AnswerSource.DISK);
        second.close();
        assertThat(client().send(TILE).await().source()).isEqualTo(AnswerSource.DISK);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void nothingOnTheDiskIsTouchedBeforeTheFirstRequest() throws IOException {
        client().close();
        assertThat(files()).isEmpty();
    }

    @Test
    void zeroSwitchesTheDiskOff() throws IOException {
        for (CacheSettings off : List.of(
                new CacheSettings(folder, 0, TTL, 1 << 20), new CacheSettings(folder, SIZE, Duration.ZERO, 1 << 20))) {
            ApiClient client = CachedClients.connect(settings(TOKEN), off, clock, FileSystem.SYSTEM);
            opened.add(client);
            server.enqueue(bytes(MVT).build());
            client.send(TILE).await();
        }
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(files()).isEmpty();
    }

    @Test
    void memoryAnswersBeforeTheDiskAndTakesInWhatComesFromThere() throws IOException {
        CacheSettings both = new CacheSettings(folder, SIZE, TTL, 1 << 20);
        ApiClient first = CachedClients.connect(settings(TOKEN), both, clock, FileSystem.SYSTEM);
        opened.add(first);
        server.enqueue(bytes(MVT).build());
        first.send(TILE).await();
        assertThat(first.send(TILE).await().source()).isEqualTo(AnswerSource.MEMORY);
        first.close();
        ApiClient second = CachedClients.connect(settings(TOKEN), both, clock, FileSystem.SYSTEM);
        opened.add(second);
        assertThat(second.send(TILE).await().source()).isEqualTo(AnswerSource.DISK);
        assertThat(second.send(TILE).await().source()).isEqualTo(AnswerSource.MEMORY);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void afterClosingNothingIsAnsweredAnyMore() throws IOException {
        ApiClient client = client();
        server.enqueue(bytes(MVT).build());
        client.send(TILE).await();
        client.close();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(client.send(TILE)::await)
                .withMessageContaining("the data store is closed");
        assertThat(client.isCached(TILE)).isFalse();
    }

    private ApiClient client() {
        return client(TOKEN);
    }

    private ApiClient client(AccessToken token) {
        ApiClient client = CachedClients.connect(
                settings(token), new CacheSettings(folder, SIZE, TTL, 0), clock, FileSystem.SYSTEM);
        opened.add(client);
        return client;
    }

    private ApiSettings settings(AccessToken token) {
        String url = server.url("/").toString();
        return new ApiSettings(url, url, token, 2, Duration.ofSeconds(20), false);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
