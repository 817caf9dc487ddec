package io.github.gtmapillary.http.cache;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TestClock;
import io.github.gtmapillary.http.wire.ApiServer;
import io.github.gtmapillary.http.wire.CacheSettings;
import io.github.gtmapillary.http.wire.JvmProperties;
import io.github.gtmapillary.http.wire.TestKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import mockwebserver3.MockWebServer;
import okio.FileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk cache over https: OkHttp keeps more of https answers than of http answers. */
@Timeout(60)
class HttpsCacheTest {

    private static final byte[] MVT = {0x1a, 0x02, 0x78, 0x02};

    @TempDir
    private static Path folderOfKeys;

    private static TestKeys keys;

    @TempDir
    private Path folder;

    private final MockWebServer server = new MockWebServer();
    private final JvmProperties properties = new JvmProperties();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.of(folderOfKeys, "dns:localhost,ip:127.0.0.1");
    }

    @BeforeEach
    void start() throws Exception {
        keys.trustedBy(properties);
        server.useHttps(keys.sockets());
        server.start();
    }

    @AfterEach
    void stop() {
        properties.close();
        server.close();
        log.close();
    }

    private ApiClient client() {
        String url = server.url("/").toString();
        assertThat(url).startsWith("https://");
        return CachedClients.connect(
                ApiServer.settings(url, 1, Duration.ofSeconds(20)),
                new CacheSettings(folder, 1 << 20, Duration.ofHours(1), 0),
                new TestClock(),
                FileSystem.SYSTEM);
    }

    @Test
    void answersAreKeptWithoutCertificates() throws IOException {
        try (ApiClient client = client()) {
            server.enqueue(bytes(MVT).build());
            server.enqueue(status(200).body("{}").build());
            for (ApiRequest request : new ApiRequest[] {TILE, ENTITY}) {
                assertThat(client.send(request).await().source()).isEqualTo(AnswerSource.NETWORK);
                assertThat(client.send(request).await().source()).isEqualTo(AnswerSource.DISK);
            }
        }
        assertThat(Files.size(entry(".0"))).isLessThan(600);
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3,TLSv9.9",
        "TLSv1.3,''",
        "TLS_AES,SLT_AES",
        "200,abc",
        "X-Since: ,X-Since: x",
        "X-Checksum,Y-Checksum"
    })
    void whatOkHttpCannotReadIsAskedForAgain(String good, String bad) throws IOException {
        try (ApiClient client = client()) {
            server.enqueue(bytes(MVT).build());
            client.send(TILE).await();
        }
        Path entry = entry(".0");
        String text = Files.readString(entry, StandardCharsets.UTF_8);
        assertThat(text).contains(good);
        Files.writeString(entry, text.replace(good, bad), StandardCharsets.UTF_8);
        try (ApiClient client = client()) {
            server.enqueue(bytes(MVT).build());
            assertThat(client.send(TILE).await().body()).isEqualTo(MVT);
            assertThat(client.send(TILE).await().source()).isEqualTo(AnswerSource.DISK);
        }
    }

    private Path entry(String ending) throws IOException {
        try (var files = Files.list(folder.resolve("answers-1"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
