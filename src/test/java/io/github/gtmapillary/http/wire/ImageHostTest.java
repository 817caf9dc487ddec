package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHostTest {

    private static final String SIGNATURE = "00_AfSignature";

    private final MockWebServer server = new MockWebServer();
    private final ImageHost host = new ImageHost(Duration.ofSeconds(20), false);
    private String url;

    @BeforeEach
    void start() throws IOException {
        server.start();
        url = server.url("/m1/thumb.jpg?oh=" + SIGNATURE + "&oe=6A000000").toString();
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        server.close();
    }

    @Test
    void anImageIsFetchedByItsUrlWithoutAToken() throws Exception {
        server.enqueue(image(status(200)).body("bytes").build());
        assertThat(host.fetch(url)).asString().isEqualTo("bytes");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/m1/thumb.jpg?oh=" + SIGNATURE + "&oe=6A000000");
        assertThat(request.getHeaders().get("Authorization")).isNull();
    }

    @Test
    void anImageThatIsGzippedInPiecesIsWhole() throws Exception {
        server.enqueue(image(status(200))
                .setHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(HostAnswers.gzip("one", "two")))
                .build());
        assertThat(host.fetch(url)).asString().isEqualTo("onetwo");
    }

    /** A throttled image host sends a few bytes now and then, so that no read ever waits long enough to fail. */
    @Test
    void anImageThatTricklesFailsWhenItsTimeIsOver() {
        server.enqueue(image(status(200))
                .body("x".repeat(10_000))
                .throttleBody(1, 50, TimeUnit.MILLISECONDS)
                .build());
        try (ImageHost impatient = new ImageHost(Duration.ofMillis(300), false)) {
            assertThatIOException()
                    .isThrownBy(() -> impatient.fetch(url))
                    .withMessageContaining("no complete answer within");
        }
    }

    @Test
    void anExpiredSignatureIsAFailureOfItsOwn() {
        server.enqueue(status(403).body("URL signature expired").build());
        assertThatExceptionOfType(ImageHost.ExpiredUrlException.class)
                .isThrownBy(() -> host.fetch(url))
                .withMessageContaining("HTTP 403");
    }

    @ParameterizedTest
    @CsvSource({
        "429, application/xml, <Error>slow down</Error>, too many requests",
        "404, text/plain, gone, has no such image",
        "500, text/plain, oops, try again later",
        "200, text/html, <html>Log in</html>, of the type text/html",
        "200, '', what, of no type",
        "200, image/jpeg, '', 0 bytes"
    })
    void whatIsNoImageIsNamedWithoutItsSignature(int status, String type, String body, String message) {
        MockResponse.Builder response = status(status).body(body);
        server.enqueue((type.isEmpty() ? response : response.setHeader("Content-Type", type)).build());
        assertThatIOException()
                .isThrownBy(() -> host.fetch(url))
                .withMessageContaining(message)
                .withMessageContaining(server.getHostName())
                .withMessageNotContaining(SIGNATURE);
    }

    @Test
    void aRedirectIsNotFollowed() {
        server.enqueue(status(302).setHeader("Location", "/elsewhere").build());
        assertThatIOException().isThrownBy(() -> host.fetch(url)).withMessageContaining("not followed");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anImageThatGrowsWithoutEndIsGivenUp() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] megabyte = new byte[1 << 20];
            for (int i = 0; i <= 64; i++) {
                gzip.write(megabyte);
            }
        }
        server.enqueue(image(status(200))
                .setHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(bomb.toByteArray()))
                .build());
        assertThatIOException().isThrownBy(() -> host.fetch(url)).withMessageContaining("more than 64 MB");
    }

    @Test
    void anImageThatBreaksOffIsNone() throws IOException {
        server.enqueue(image(status(200))
                .body("half")
                .setHeader("Content-Length", "100")
                .onResponseEnd(mockwebserver3.SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        assertThatIOException()
                .isThrownBy(() -> host.fetch(url))
                .withMessageContaining("did not give the image")
                .satisfies(e -> assertThat(e).hasNoCause().message().doesNotContain(SIGNATURE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://images.example/a.jpg", "http://127.0.0.1.example/a.jpg"})
    void plainHttpElsewhereIsNotAsked(String address) {
        assertThatIOException().isThrownBy(() -> host.fetch(address)).withMessageContaining("allow_http");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "file:///etc/passwd", "ftp://images.example/a.jpg"})
    void whatIsNoWebAddressIsNotAsked(String address) {
        assertThatIOException().isThrownBy(() -> host.fetch(address)).withMessageContaining("no http or https URL");
    }

    private static MockResponse.Builder image(MockResponse.Builder response) {
        return response.setHeader("Content-Type", "image/jpeg");
    }
}
