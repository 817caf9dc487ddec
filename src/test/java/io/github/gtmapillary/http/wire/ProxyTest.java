package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static io.github.gtmapillary.http.wire.HostAnswers.MVT;
import static io.github.gtmapillary.http.wire.HostAnswers.tile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnreachableHostException;
import io.github.gtmapillary.http.client.ApiClients;
import io.github.gtmapillary.http.client.VirtualClients;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests by way of a proxy, which the JVM's properties name. */
@Timeout(120)
class ProxyTest {
    private static final String HOST = "tiles.example.org";
    private static final String PASSWORD = "hemligt-lösenord";

    @TempDir
    private static Path folder;

    private static TestKeys keys;

    private final MockWebServer server = new MockWebServer();
    private final JvmProperties properties = new JvmProperties();
    private TestProxy proxy;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.of(folder, "dns:" + HOST);
    }

    @BeforeEach
    void trust() {
        keys.trustedBy(properties);
    }

    @AfterEach
    void stop() throws IOException {
        properties.close();
        server.close();
        if (proxy != null) {
            proxy.close();
        }
    }

    private void start(String scheme) throws Exception {
        if (scheme.equals("https")) {
            server.useHttps(keys.sockets());
        }
        server.start();
        proxy = new TestProxy(server.getPort());
        proxy.usedBy(properties, scheme);
    }

    private void login(String scheme, String password) {
        properties.set(scheme + ".proxyUser", "anna").set(scheme + ".proxyPassword", password);
    }

    private static ApiClient client(String url) {
        return ApiClients.connect(settings(url));
    }

    private static ApiSettings settings(String url) {
        return new ApiSettings(url, url, ApiServer.TOKEN, 1, Duration.ofSeconds(20), true);
    }

    private static ApiAnswer ask(String url) throws IOException {
        try (ApiClient client = client(url)) {
            return client.send(TILE).await();
        }
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("anna:" + password).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void thePasswordIsShownToTheProxyAtOnceAndToItAlone() throws Exception {
        start("https");
        proxy.wanting("anna", PASSWORD);
        login("https", PASSWORD);
        server.enqueue(tile().build());

        assertThat(ask("https://" + HOST).body()).asString().isEqualTo(MVT);

        assertThat(proxy.asked).containsExactly("CONNECT " + HOST + ":443 HTTP/1.1 " + basic(PASSWORD));
        assertThat(server.takeRequest().getHeaders().names()).doesNotContain("Proxy-Authorization");
    }

    @Test
    void aProxyWithoutAPasswordIsShownNone() throws Exception {
        start("https");
        server.enqueue(tile().build());

        assertThat(ask("https://" + HOST).exists()).isTrue();

        assertThat(proxy.asked).containsExactly("CONNECT " + HOST + ":443 HTTP/1.1");
    }

    @Test
    void aPasswordThatIsMissingIsAskedForByItsProperties() throws Exception {
        start("https");
        proxy.wanting("anna", PASSWORD);

        assertThatExceptionOfType(UnreachableHostException.class)
                .isThrownBy(() -> ask("https://" + HOST))
                .withMessageContaining(HOST + " did not answer")
                .withMessageContaining("the proxy " + proxy.name() + " wants a user and a password")
                .withMessageContaining("https.proxyUser and https.proxyPassword");
        assertThat(proxy.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https", "http"})
    void aWrongPasswordIsNotSentAgainAndIsInNoMessage(String scheme) throws Exception {
        start(scheme);
        proxy.wanting("anna", "another");
        login(scheme, PASSWORD);

        Throwable failure = catchThrowable(() -> ask(scheme + "://" + HOST));

        assertThat(failure)
                .isInstanceOf(UnreachableHostException.class)
                .hasMessageContaining("the proxy " + proxy.name() + " refuses the user or the password");
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString())
                .doesNotContain(PASSWORD)
                .doesNotContain(basic(PASSWORD).substring(6));
        assertThat(proxy.asked).hasSize(1);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aWayOfAuthenticationThatIsNotKnownIsNamed() throws Exception {
        start("https");
        proxy.wanting("anna", PASSWORD).offering("Negotiate");
        login("https", "another");

        assertThatExceptionOfType(UnreachableHostException.class)
                .isThrownBy(() -> ask("https://" + HOST))
                .withMessageContaining("wants authentication by Negotiate");
    }

    @ParameterizedTest
    @CsvSource({
        "403 Forbidden, refuses to connect to it (HTTP 403)",
        "404 Not Found, refuses to connect to it (HTTP 404)",
        "405 Not Allowed, refuses to connect to it (HTTP 405)",
        "451 No, refuses to connect to it (HTTP 451)",
        "302 Found, redirects to a page of its own (HTTP 302)",
    })
    void aProxyThatDoesNotConnectIsNotAskedAgain(String status, String message) throws Exception {
        start("https");
        proxy.answering(status, "<html>");

        assertThatExceptionOfType(UnreachableHostException.class)
                .isThrownBy(() -> ask("https://" + HOST))
                .withMessageContaining("the proxy " + proxy.name() + " " + message)
                .withMessageNotContaining("Mapillary");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void aProxyThatCannotConnectForNowMayBeAskedAgain(int status) throws Exception {
        start("https");
        proxy.answering(status + " Later", "");

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> ask("https://" + HOST))
                .withMessageContaining("the proxy " + proxy.name() + " could not connect to it (HTTP " + status + ")")
                .withMessageNotContaining("Mapillary");
    }

    @Test
    void whatIsNoAnswerToConnectNamesTheProxy() throws Exception {
        start("https");
        proxy.answering("nonsense", "");

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> ask("https://" + HOST))
                .withMessageContaining("the proxy " + proxy.name());
    }

    @Test
    void aProxyThatIsNotThereIsNamed() throws Exception {
        try (SilentPort port = SilentPort.take()) {
            properties.set("https.proxyHost", "127.0.0.1").set("https.proxyPort", Integer.toString(port.number()));
            assertThatExceptionOfType(TransientApiException.class)
                    .isThrownBy(() -> ask("https://" + HOST))
                    .withMessageContaining("no connection to the proxy 127.0.0.1:" + port.number());
        }
    }

    @Test
    void aProxyWithoutAnAddressIsNamed() {
        // ".invalid" never exists (RFC 6761)
        properties.set("https.proxyHost", "proxy.invalid").set("https.proxyPort", "3128");
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> ask("https://" + HOST))
                .withMessageContaining("the proxy proxy.invalid:3128 is not found");
    }

    @Test
    void plainHttpShowsThePasswordWithEachRequest() throws Exception {
        start("http");
        proxy.wanting("anna", PASSWORD);
        login("http", PASSWORD);
        server.enqueue(tile().setHeader("Connection", "close").build());
        server.enqueue(tile().build());

        try (ApiClient client = client("http://" + HOST)) {
            assertThat(client.send(TILE).await().exists()).isTrue();
            assertThat(client.send(TILE).await().exists()).isTrue();
        }

        assertThat(proxy.asked)
                .hasSize(2)
                .allMatch(line -> line.startsWith("GET http://" + HOST + "/maps/") && line.endsWith(basic(PASSWORD)));
        RecordedRequest arrived = server.takeRequest();
        assertThat(arrived.getHeaders().names()).doesNotContain("Proxy-Authorization");
        assertThat(arrived.getHeaders().get("Accept-Encoding")).isEqualTo("gzip");
    }

    @Test
    void theOneSchemesPasswordIsNotForTheOther() throws Exception {
        start("http");
        proxy.wanting("anna", PASSWORD);
        login("https", PASSWORD);

        assertThatExceptionOfType(UnreachableHostException.class)
                .isThrownBy(() -> ask("http://" + HOST))
                .withMessageContaining("http.proxyUser and http.proxyPassword");
    }

    @Test
    void aProxyThatRepeatsThePasswordDoesNotGetItIntoAMessage() throws Exception {
        start("http");
        login("http", PASSWORD);
        proxy.answering("502 Bad", "you sent " + basic(PASSWORD) + ", which is anna:hemligt-l%C3%B6senord");

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(() -> ask("http://" + HOST))
                .withMessageContaining("you sent Basic [redacted]")
                .withMessageNotContaining(basic(PASSWORD).substring(6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "302 Found\r\nLocation: http://login.example.org/"})
    void aPageOverPlainHttpMayBeTheProxys(String status) throws Exception {
        start("http");
        proxy.answering(status, "<html>");

        assertThatIOException()
                .isThrownBy(() -> ask("http://" + HOST))
                .withMessageContaining("the proxy " + proxy.name() + " answers in its place");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void thisMachineIsAskedDirectlyWhateverThePropertiesSay(String host) throws Exception {
        start("http");
        properties.set("http.nonProxyHosts", "");
        server.enqueue(tile().build());

        assertThat(ask("http://" + host + ":" + server.getPort()).exists()).isTrue();

        assertThat(proxy.asked).isEmpty();
    }

    @Test
    void imagesComeThroughTheProxyToo() throws Exception {
        start("https");
        proxy.wanting("anna", PASSWORD);
        login("https", PASSWORD);
        server.enqueue(status(200)
                .body("bytes")
                .setHeader("Content-Type", "image/jpeg")
                .build());

        try (ImageHost host = new ImageHost(Duration.ofSeconds(20), false)) {
            assertThat(host.fetch("https://" + HOST + "/x.jpg")).asString().isEqualTo("bytes");
        }

        assertThat(proxy.asked).containsExactly("CONNECT " + HOST + ":443 HTTP/1.1 " + basic(PASSWORD));
    }

    @Test
    void anImageThatTheProxyRefusesNamesIt() throws Exception {
        start("https");
        proxy.answering("403 Forbidden", "");

        try (ImageHost host = new ImageHost(Duration.ofSeconds(20), false)) {
            assertThatIOException()
                    .isThrownBy(() -> host.fetch("https://" + HOST + "/x.jpg?oh=signature"))
                    .withMessageContaining("the proxy " + proxy.name() + " refuses to connect to it (HTTP 403)")
                    .withMessageNotContaining("signature");
        }
    }

    @Test
    void whatTheProxyRefusesIsNotRepeated() throws Exception {
        start("https");
        proxy.answering("403 Forbidden", "");
        try (ApiClient client = VirtualClients.unlimited(settings("https://" + HOST))) {
            assertThatExceptionOfType(UnreachableHostException.class)
                    .isThrownBy(() -> client.send(TILE).await());
        }
        assertThat(proxy.asked).hasSize(1);
    }
}
