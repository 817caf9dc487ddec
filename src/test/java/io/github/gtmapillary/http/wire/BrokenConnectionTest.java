package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.client.ApiClients;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

/** A connection that breaks is a transient failure, and its request is not sent again. */
class BrokenConnectionTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aRefusedConnectionIsTheNetworksFault() throws IOException {
        try (SilentPort port = SilentPort.take();
                ApiClient client =
                        ApiClients.connect(ApiServer.settings("http://127.0.0.1:" + port.number(), 1, LONG))) {
            assertTransient(client)
                    .withMessageContaining("127.0.0.1:" + port.number())
                    .withMessageContaining("no connection");
        }
    }

    @Test
    void anUnknownHostIsNamed() throws IOException {
        // ".invalid" never exists (RFC 6761)
        try (ApiClient client = ApiClients.connect(ApiServer.settings("https://tiles.invalid", 1, LONG))) {
            assertTransient(client).withMessageContaining("tiles.invalid").withMessageContaining("tiles_url");
        }
    }

    @Test
    void noAnswerInTimeNamesTheTimeAndItsParameter() throws IOException {
        try (ApiServer api = new ApiServer(1, Duration.ofSeconds(1))) {
            assertBreaks(api, status(200).onResponseStart(SocketEffect.Stall.INSTANCE))
                    .withMessageContaining("within 1 s")
                    .withMessageContaining("timeout_seconds");
        }
    }

    @Test
    void aResetBeforeTheAnswerIsNotSentAgain() throws IOException {
        try (ApiServer api = new ApiServer()) {
            assertBreaks(api, status(200).onResponseStart(new SocketEffect.CloseSocket()));
            assertThat(api.server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void aResetOnAConnectionThatWorkedBeforeIsNotSentAgainEither() throws IOException {
        try (ApiServer api = new ApiServer()) {
            api.answering(ENTITY, status(200).body("{}"));
            assertBreaks(api, status(200).onResponseStart(new SocketEffect.CloseSocket()));
            assertThat(api.server.getRequestCount()).isEqualTo(2);
        }
    }

    @Test
    void aBodyShorterThanItsContentLengthIsNoTile() throws IOException {
        assertRawAnswerBreaks("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n\u001a\u0001");
    }

    @Test
    void aChunkedBodyWithoutItsEndIsNoTile() throws IOException {
        assertRawAnswerBreaks("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n\u001a\u0001\r\n");
    }

    @Test
    void whatIsNotHttpIsNoTile() throws IOException {
        assertRawAnswerBreaks("220 mail.example.org ESMTP\r\n");
    }

    @Test
    void truncatedGzipIsNoTileWhetherAnnouncedOrNot() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[10_000]);
        }
        byte[] half = Arrays.copyOf(out.toByteArray(), out.size() / 2);
        try (ApiServer api = new ApiServer()) {
            assertBreaks(api, bytes(half).setHeader("Content-Encoding", "gzip"));
            assertBreaks(api, bytes(half));
        }
    }

    @Test
    void gzipThatIsNoneIsNoTile() throws IOException {
        try (ApiServer api = new ApiServer()) {
            assertBreaks(api, status(200).body("plain").setHeader("Content-Encoding", "gzip"));
        }
    }

    /** One connection, answered with these bytes and closed. */
    private static void assertRawAnswerBreaks(String answer) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerOnce(server, answer));
            thread.setDaemon(true);
            thread.start();
            String url = "http://127.0.0.1:" + server.getLocalPort();
            try (ApiClient client = ApiClients.connect(ApiServer.settings(url, 1, LONG))) {
                assertTransient(client).withMessageContaining("the connection broke");
            }
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (var socket = server.accept()) {
            // the whole request first: closing with unread bytes would reset the connection before the answer is read
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            var unused = in.lines().takeWhile(line -> !line.isEmpty()).count();
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ThrowableAssertAlternative<TransientApiException> assertBreaks(
            ApiServer api, MockResponse.Builder response) {
        api.server.enqueue(response.build());
        return assertTransient(api.client);
    }

    private static ThrowableAssertAlternative<TransientApiException> assertTransient(ApiClient client) {
        return assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> client.send(TILE).await())
                .withMessageContaining(TILE.label())
                .satisfies(e -> assertThat(e.request()).isEqualTo(TILE))
                .satisfies(e -> assertThat(e.getCause()).isNotNull());
    }
}
