package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.client.ApiClients;
import io.github.gtmapillary.http.token.AccessToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a host sends back, the token is in no message, cause or log line. */
class TokenSecrecyTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final AccessToken TOKEN = AccessToken.of("MLY|1234567890123456|" + SECRET);
    private static final String ENCODED = "MLY%7C1234567890123456%7C" + SECRET;

    private final MockWebServer server = new MockWebServer();
    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger logger = Logger.getLogger("io.github.gtmapillary.http");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            logged.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        logger.setLevel(Level.FINE);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
        server.start();
        String url = server.url("/").toString();
        client = ApiClients.connect(new ApiSettings(url, url, TOKEN, 2, Duration.ofSeconds(20), false));
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.mapillary.com/login/?next=https%3A%2F%2Ftiles.mapillary.com%2Fx%3Faccess_token%3DMLY%257C1234567890123456%257C"
                        + SECRET,
                "/login/?access_token=" + ENCODED,
                "/login/" + ENCODED + "/MLY|1234567890123456|" + SECRET,
                "/login/access_token=MLY%7c1234567890123456%7c" + SECRET
            })
    void aLoginRedirectThatRepeatsTheRequest(String location) {
        assertNoTokenIn(failureOf(TILE, status(302).setHeader("Location", location)), AddressBlockedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://portal.example/?access_token=" + ENCODED,
                "https://MLY:" + SECRET + "@portal.example/",
                "https://portal.example/" + ENCODED + "/MLY|1234567890123456|" + SECRET + "#" + SECRET,
                "nonsense://MLY|1234567890123456|" + SECRET
            })
    void anotherRedirectThatRepeatsTheRequest(String location) {
        assertNoTokenIn(failureOf(TILE, status(302).setHeader("Location", location)), UnexpectedAnswerException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MLY|1234567890123456|" + SECRET,
                ENCODED,
                "mly%7c1234567890123456%7c0123456789ABCDEF0123456789ABCDEF",
                "MLY%25257C1234567890123456%25257C" + SECRET,
                "MLY\\u007C1234567890123456\\u007c" + SECRET,
                "..." + SECRET
            })
    void anErrorThatRepeatsTheTokenInAnyForm(String form) {
        String envelope = "{\"error\":{\"message\":\"no: " + form + "\",\"code\":";
        assertNoTokenIn(failureOf(ENTITY, status(400).body(envelope + "190}}")), TokenRejectedException.class);
        assertNoTokenIn(failureOf(ENTITY, status(400).body(envelope + "100}}")), UnexpectedAnswerException.class);
        assertNoTokenIn(failureOf(TILE, status(400).body("bad " + form)), UnexpectedAnswerException.class);
        assertNoTokenIn(failureOf(ENTITY, status(200).body("{" + form)), UnexpectedAnswerException.class);
        // the cut of the excerpt must not leave half a token
        assertNoTokenIn(failureOf(TILE, status(400).body("x".repeat(150) + form)), UnexpectedAnswerException.class);
    }

    @Test
    void aStatusLineThatRepeatsTheTokenComesBackInOkHttpsOwnMessage() {
        Throwable failure = failureOf(TILE, status(200).status("NONSENSE " + ENCODED));
        assertNoTokenIn(failure, TransientApiException.class);
        assertThat(failure.getCause()).hasMessageContaining("java.net.ProtocolException: Unexpected status line");
    }

    @Test
    void causesAndWhatTheySuppressedAreCopiedWithoutTheToken() {
        IOException cause = new IOException("GET /?access_token=" + ENCODED, new IllegalStateException(ENCODED));
        cause.addSuppressed(new IOException("also " + TOKEN.value(), cause)); // a ring
        SafeText safe = new SafeText();
        safe.alsoHide(TOKEN.value());
        Throwable copy = safe.copyOf(cause);
        assertNoToken(stackTraceOf(copy));
        assertThat(copy).hasMessage("java.io.IOException: GET /?access_token=[redacted]");
        assertThat(copy.getCause()).hasMessage("java.lang.IllegalStateException: [redacted]");
        assertThat(copy.getSuppressed()[0]).hasMessage("java.io.IOException: also [redacted]");
        assertThat(copy.getStackTrace()).isEqualTo(cause.getStackTrace());
    }

    @Test
    void eachRequestIsLoggedWithStatusBytesAndTime() throws IOException {
        server.enqueue(status(200).body("\u001atile").build());
        client.send(TILE).await();
        assertThat(logged)
                // threads of clients that were closed before may still have their say
                .filteredOn(line -> line.startsWith(TILE.label()))
                .singleElement()
                .asString()
                .matches(TILE.label() + ": HTTP 200, 5 bytes, \\d+ ms");
    }

    private Throwable failureOf(ApiRequest request, MockResponse.Builder response) {
        server.enqueue(response.build());
        return catchThrowable(() -> client.send(request).await());
    }

    private void assertNoTokenIn(Throwable failure, Class<? extends Throwable> type) {
        assertThat(failure).isExactlyInstanceOf(type);
        assertThat(failure.getMessage()).doesNotContain("\n");
        assertNoToken(stackTraceOf(failure));
        assertNoToken(failure.toString());
        logged.forEach(TokenSecrecyTest::assertNoToken);
    }

    private static void assertNoToken(String text) {
        assertThat(text).doesNotContainIgnoringCase(SECRET.substring(0, 8)).doesNotContain("1234567890123456");
    }

    /** Message, causes and suppressed of the whole chain. */
    private static String stackTraceOf(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
