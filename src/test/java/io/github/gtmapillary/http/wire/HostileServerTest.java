package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.client.ApiClients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server sends, there is an error with a name, within bounds of time and memory. */
@Timeout(60)
class HostileServerTest {

    @AutoClose
    private final ApiServer api = new ApiServer();

    @Test
    void aTileEndsAt64MegabytesAndAnEntityAt32() throws IOException {
        byte[] tile = gzip(new byte[64 << 20]);
        assertThat(api.answering(TILE, bytes(tile)).body()).hasSize(64 << 20);
        assertOversize(TILE, gzip(new byte[(64 << 20) + 1]), "more than 64 MB");
        assertOversize(ENTITY, gzip(new byte[(32 << 20) + 1]), "more than 32 MB");
    }

    @Test
    void aGzipBombIsLeftAsSoonAsItIsSeen() throws IOException {
        // gzip of gzip: a few KB that would become 256 MB
        byte[] bomb = gzip(gzip(new byte[1 << 28]));
        assertThat(bomb.length).isLessThan(10_000);
        assertOversize(TILE, bomb, "more than 64 MB");
    }

    @Test
    void gzipInGzipInGzipIsNoAnswer() throws IOException {
        assertOversize(TILE, gzip(gzip(gzip(new byte[] {0x1a}))), "gzip inside of gzip");
    }

    @Test
    void aRowOfEmptyGzipsIsAsEmptyAsOne() throws IOException {
        byte[] row = repeated(gzip(new byte[0]), 100_000);

        assertThat(api.answering(TILE, bytes(row)).exists()).isFalse();
    }

    @Test
    void aBombOfManyGzipsIsLeftAsSoonAsItIsSeen() throws IOException {
        byte[] bomb = repeated(gzip(new byte[1 << 20]), 65);

        assertOversize(TILE, bomb, "more than 64 MB");
    }

    private static byte[] repeated(byte[] piece, int times) {
        ByteArrayOutputStream row = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            row.writeBytes(piece);
        }
        return row.toByteArray();
    }

    @Test
    void aBodyWithoutEndIsLeftAtItsBound() throws IOException {
        assertRaw(ENTITY, "HTTP/1.1 200 OK\r\n\r\n", " ".repeat(1 << 16))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("more than 32 MB");
    }

    @Test
    void chunksWithoutEndAreLeftAtTheirBound() throws IOException {
        assertRaw(
                        TILE,
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "8000\r\n" + "x".repeat(0x8000) + "\r\n")
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("more than 64 MB");
    }

    @Test
    void theLineBeforeAChunkIsLeftAtItsBound() throws IOException {
        assertRaw(TILE, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;", "x".repeat(1 << 16))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("more than 80 MB");
    }

    @Test
    void answersOnOneConnectionDoNotAddUp() throws IOException {
        byte[] tile = new byte[48 << 20];
        tile[0] = 0x1a;
        for (int i = 0; i < 3; i++) {
            assertThat(api.answering(TILE, bytes(tile)).body()).hasSize(tile.length);
        }
    }

    @Test
    void headersWithoutEndBreakOff() throws IOException {
        assertRaw(TILE, "HTTP/1.1 200 OK\r\n", "X-Y: " + "z".repeat(1000) + "\r\n")
                .isInstanceOf(TransientApiException.class);
    }

    @Test
    void aHeaderWithoutEndBreaksOff() throws IOException {
        assertRaw(TILE, "HTTP/1.1 200 OK\r\nX-Y: ", "z".repeat(1 << 16)).isInstanceOf(TransientApiException.class);
    }

    @Test
    void aStatusLineWithoutEndBreaksOff() throws IOException {
        assertRaw(TILE, "HTTP/1.1 200 ", "O".repeat(1 << 16)).isInstanceOf(TransientApiException.class);
    }

    @Test
    void interimAnswersWithoutEndBreakOff() throws IOException {
        assertRaw(TILE, "", "HTTP/1.1 102 Processing\r\n\r\n").isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "99999999999999999999", "-5", "many", "0x10", ""})
    void anAbsurdContentLengthIsNotBelieved(String length) throws IOException {
        byte[] mvt = {0x1a, 0x02, 0x78, 0x02};
        try {
            assertThat(raw(TILE, "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + latin(mvt), "")
                            .body())
                    .isEqualTo(mvt);
        } catch (TransientApiException e) {
            assertThat(e).hasMessageContaining("the connection broke");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":", "[", "{\"a\":[{\"b\":"})
    void deepJsonIsRefused(String opening) {
        String deep = "{\"data\":" + opening.repeat(200_000);
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> api.answering(ENTITY, status(200).body(deep)))
                .withMessageContaining("broken JSON");
    }

    @Test
    void anEnvelopeWithAHugeMessageGivesAShortError() {
        String body = "{\"error\":{\"code\":100,\"message\":\"" + "x\\n".repeat(1_000_000) + "\"}}";
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> api.answering(ENTITY, status(400).body(body)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600));
    }

    private void assertOversize(ApiRequest request, byte[] body, String what) {
        assertThatExceptionOfType(UnexpectedAnswerException.class)
                .isThrownBy(() -> api.answering(request, bytes(body)))
                .withMessageContaining(what)
                .withMessageContaining(request.label());
    }

    private static AbstractThrowableAssert<?, ?> assertRaw(ApiRequest request, String start, String forEver) {
        return assertThatThrownBy(() -> raw(request, start, forEver));
    }

    /** The client's outcome for these bytes; the second part is repeated until the client has enough. */
    private static ApiAnswer raw(ApiRequest request, String start, String forEver) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answer(server, start, forEver));
            thread.setDaemon(true);
            thread.start();
            String url = "http://127.0.0.1:" + server.getLocalPort();
            try (ApiClient client = ApiClients.connect(ApiServer.settings(url, 1, Duration.ofSeconds(50)))) {
                return client.send(request).await();
            }
        }
    }

    private static void answer(ServerSocket server, String start, String forEver) {
        try (var socket = server.accept()) {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                request.append((char) socket.getInputStream().read());
            }
            OutputStream out = socket.getOutputStream();
            out.write(start.getBytes(StandardCharsets.ISO_8859_1));
            byte[] again = forEver.getBytes(StandardCharsets.ISO_8859_1);
            while (again.length > 0) {
                out.write(again);
            }
        } catch (IOException e) {
            // the client has hung up, as it should
            if (forEver.isEmpty()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
