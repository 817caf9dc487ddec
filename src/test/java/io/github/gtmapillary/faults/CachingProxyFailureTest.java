package io.github.gtmapillary.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gtmapillary.FakeTileServer;
import io.github.gtmapillary.LocalServer.Answer;
import io.github.gtmapillary.MapillaryDataStore;
import io.github.gtmapillary.OpenedStores;
import io.github.gtmapillary.SandboxStore;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.client.VirtualClients;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.geotools.api.data.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The store's messages if a caching proxy at {@code tiles_url} fails, not Mapillary. */
class CachingProxyFailureTest {

    private static final String TILE = "/maps/vtp/mly1_public/2/14/8783/5134";
    private static final Query QUERY = SandboxStore.query("images", "BBOX(geometry, 13.0, 55.6, 13.001, 55.601)");

    @TempDir
    private Path cacheDir;

    private FakeTileServer proxy;
    private MapillaryDataStore store;

    @BeforeEach
    void start() throws IOException {
        proxy = new FakeTileServer();
        Map<String, Object> parameters = new HashMap<>(SandboxStore.parametersFor(proxy.url()));
        parameters.put("cache_dir", cacheDir.toFile());
        store = OpenedStores.over(new VirtualClients(0), parameters);
    }

    @AfterEach
    void stop() {
        store.dispose();
        proxy.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 504})
    void aProxyWithoutAnAnswerOfMapillaryIsNamedAndItsHtmlIsNot(int status) {
        proxy.give(TILE, page(status, "Bad Gateway"));

        assertThat(failure())
                .has(kind(FailureKind.UNAVAILABLE))
                .hasMessageContaining(
                        "the proxy at " + name() + " (tiles_url) could not reach Mapillary for ",
                        "or got no answer from it in time (HTTP " + status
                                + " with a web page). The proxy or its network is at"
                                + " fault, unless Mapillary does not answer",
                        "look at the proxy's log, its DNS and its way to Mapillary")
                .message()
                .doesNotContain("<", "Bad Gateway", "fault of Mapillary", Sandbox.ACCESS_TOKEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void aProxyThatFailsOrPassesOnAFaultIsNamedBeforeMapillary(int status) {
        proxy.give(TILE, page(status, "Service Temporarily Unavailable"));

        assertThat(failure())
                .has(kind(FailureKind.UNAVAILABLE))
                .hasMessageContaining(
                        "the proxy at " + name() + " (tiles_url) failed for ",
                        "(HTTP " + status + " with a web page), or passes on a fault of Mapillary behind it")
                .message()
                .doesNotContain("<", "Unavailable");
    }

    /** As nginx does to an address that its list does not have. A block would keep the store from asking for an hour. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403})
    void anErrorPageOfTheProxyIsNoBlockOfMapillary(int status) {
        proxy.give(TILE, page(status, "Forbidden"));

        assertThat(failure())
                .has(kind(FailureKind.UNEXPECTED_ANSWER))
                .hasMessageContaining(
                        "the proxy at " + name() + " (tiles_url) answered ",
                        "with an error page of its own (HTTP " + status + ")",
                        "look at the proxy's log and at its access rules")
                .message()
                .doesNotContain("<", "Forbidden", "blocks");
        failure();
        assertThat(proxy.requests()).as("asked again at once").containsExactly(TILE, TILE);
    }

    @Test
    void aLimitMayBeTheProxysOwn() {
        proxy.give(TILE, new Answer(429, Map.of(), new byte[0]));

        assertThat(failure())
                .message()
                .contains("the request limit of the proxy at " + name()
                        + " (tiles_url), or of Mapillary behind it, is reached")
                .doesNotContain("Mapillary's request limit");
    }

    @Test
    void aRefusalWithoutAPageMayBeTheProxysOwn() {
        proxy.give(TILE, new Answer(403, Map.of("Content-Type", "text/plain"), "no".getBytes(UTF_8)));

        assertThat(failure()).hasMessageContaining("or that proxy does not let this machine in");
    }

    private MapillaryException failure() {
        return catchThrowableOfType(MapillaryException.class, () -> SandboxStore.read(store, QUERY));
    }

    private String name() {
        return proxy.url().replace("http://", "");
    }

    /** As nginx writes them. */
    private static Answer page(int status, String title) {
        String html =
                "<html>\r\n<head><title>" + status + " " + title + "</title></head>\r\n<body>\r\n<center><h1>" + status
                        + " " + title + "</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body>\r\n</html>\r\n";
        return new Answer(status, Map.of("Content-Type", "text/html"), html.getBytes(UTF_8));
    }

    private static Condition<Throwable> kind(FailureKind kind) {
        return new Condition<>(
                thrown -> MapillaryException.in(thrown)
                        .filter(failure -> failure.kind() == kind)
                        .isPresent(),
                "of the kind %s",
                kind);
    }
}
