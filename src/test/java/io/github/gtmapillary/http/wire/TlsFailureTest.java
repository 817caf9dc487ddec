package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.HostAnswers.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnreachableHostException;
import io.github.gtmapillary.http.client.VirtualClients;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocketFactory;
import mockwebserver3.MockWebServer;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures before there is a secure connection. */
@Timeout(120)
class TlsFailureTest {

    @TempDir
    private static Path folder;

    private static TestKeys keys;
    private static TestKeys others;
    private static TestKeys expired;

    private final MockWebServer server = new MockWebServer();
    private final JvmProperties properties = new JvmProperties();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.of(folder, "ip:127.0.0.1");
        others = TestKeys.of(folder, "dns:other.example.org");
        expired = TestKeys.expired(folder, "ip:127.0.0.1");
    }

    @BeforeEach
    void trust() {
        keys.trustedBy(properties);
    }

    @AfterEach
    void stop() {
        properties.close();
        server.close();
    }

    private String start(SSLSocketFactory sockets) throws IOException {
        server.useHttps(sockets);
        server.enqueue(tile().build());
        server.enqueue(tile().build());
        server.start(InetAddress.getLoopbackAddress(), 0);
        return "https://127.0.0.1:" + server.getPort();
    }

    /** With all repetitions, should there be any. */
    private static ApiAnswer ask(String url) throws IOException {
        try (ApiClient client = VirtualClients.unlimited(ApiServer.settings(url, 1, Duration.ofSeconds(20)))) {
            return client.send(TILE).await();
        }
    }

    private static ThrowableAssertAlternative<UnreachableHostException> assertUnreachable(String url) {
        return assertThatExceptionOfType(UnreachableHostException.class)
                .isThrownBy(() -> ask(url))
                .withMessageContaining("127.0.0.1")
                .withMessageContaining(TILE.label())
                .withMessageNotContaining("Mapillary")
                .withMessageNotContaining("passing fault")
                .withMessageNotContaining("asked 5 times");
    }

    @Test
    void aTrustedCertificateLetsTheAnswerThrough() throws Exception {
        assertThat(ask(start(keys.sockets())).exists()).isTrue();
    }

    @Test
    void aCertificateThatNobodyTrustsNamesTheTrustStore() throws Exception {
        String url = start(keys.sockets());
        others.trustedBy(properties);
        assertUnreachable(url)
                .withMessageContaining("certificate is not trusted")
                .withMessageContaining("javax.net.ssl.trustStore");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aCertificateForAnotherHostNamesTheUrl() throws Exception {
        String url = start(others.sockets());
        others.trustedBy(properties);
        assertUnreachable(url).withMessageContaining("for another host").withMessageContaining("tiles_url");
    }

    @Test
    void anExpiredCertificateNamesTheClock() throws Exception {
        String url = start(expired.sockets());
        expired.trustedBy(properties);
        assertUnreachable(url).withMessageContaining("out of date").withMessageContaining("clock");
    }

    @Test
    void plainHttpBehindHttpsIsNamed() throws Exception {
        try (TestProxy plain = new TestProxy(0).answering("400 Bad Request", "this is http")) {
            assertUnreachable("https://" + plain.name())
                    .withMessageContaining("no TLS is spoken there")
                    .withMessageContaining("https:// in tiles_url");
        }
    }

    @Test
    void sidesThatAgreeOnNothingAreNamed() throws Exception {
        assertUnreachable(start(TestKeys.socketsWithoutKey()))
                .withMessageContaining("no TLS version or cipher in common");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad_certificate", "certificate_required"})
    void aClientCertificateThatIsWantedIsNamed(String alert) {
        // over TLS 1.3, it depends on chance whether the alert or the end of the connection is seen first
        assertThat(failure(new SSLHandshakeException("Received fatal alert: " + alert)))
                .matches(failure -> !failure.mayPass())
                .matches(failure -> failure.reason().contains("the host wants a client certificate"));
    }

    private static NetworkFailure failure(IOException thrown) {
        return NetworkFailure.of(thrown, Duration.ofSeconds(30), "tiles_url", null);
    }

    @Test
    void anEmptyTrustStoreIsNamed() throws Exception {
        String url = start(keys.sockets());
        properties.set("javax.net.ssl.trustStore", "NONE");
        assertUnreachable(url).withMessageContaining("trust store is empty or missing");
    }

    @Test
    void aTrustStoreThatIsNoneIsNamedWhenTheClientIsMade() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "nothing of the kind");
        properties.set("javax.net.ssl.trustStore", broken.toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ask("https://127.0.0.1"))
                .withMessageContaining("trust store can't be read")
                .withMessageContaining("javax.net.ssl.trustStorePassword");
    }

    @Test
    void plainHttpNeedsNoTrustStore() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.p12"), "nothing of the kind");
        properties.set("javax.net.ssl.trustStore", broken.toString());
        server.enqueue(tile().build());
        server.start(InetAddress.getLoopbackAddress(), 0);
        assertThatCode(() -> ask("http://127.0.0.1:" + server.getPort())).doesNotThrowAnyException();
    }

    @Test
    void aHandshakeThatBreaksOffMayPass() throws IOException {
        try (ServerSocket closing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> closeAll(closing));
            thread.setDaemon(true);
            thread.start();
            assertThatExceptionOfType(TransientApiException.class)
                    .isThrownBy(() -> ask("https://127.0.0.1:" + closing.getLocalPort()))
                    .withMessageContaining("asked 5 times");
        }
    }

    private static void closeAll(ServerSocket server) {
        try {
            while (true) {
                server.accept().close();
            }
        } catch (IOException e) {
            // the test is over
        }
    }

    @Test
    void theFailureOfOneAddressDoesNotHideThatOfAnother() {
        SSLHandshakeException refused = new SSLHandshakeException("PKIX path building failed");
        refused.initCause(new CertificateException("unable to find valid certification path"));
        ConnectException first = new ConnectException("Network is unreachable");
        first.addSuppressed(refused);

        NetworkFailure failure = failure(first);

        assertThat(failure.mayPass()).isFalse();
        assertThat(failure.reason()).contains("certificate is not trusted");
    }
}
