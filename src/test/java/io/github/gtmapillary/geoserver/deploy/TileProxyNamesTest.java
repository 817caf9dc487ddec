package io.github.gtmapillary.geoserver.deploy;

import static io.github.gtmapillary.geoserver.deploy.Nginx.faster;
import static io.github.gtmapillary.geoserver.deploy.Nginx.replacing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.geoserver.deploy.TilesHost.Asked;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How nginx.conf finds Mapillary's host, and what it does without a name server, as at the boot of a machine. */
@RequiresPrograms("nginx")
@Timeout(120)
class TileProxyNamesTest {

    private static final String TILE = "/maps/vtp/mly1_public/2/14/8574/5735";
    private static final String OTHER_TILE = "/maps/vtp/mly1_public/2/14/8574/5736";
    private static final String UNKNOWN_TILE = "/maps/vtp/mly1_public/2/14/8574/5737";

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TilesHost host;

    @BeforeEach
    void start() throws IOException {
        host = TilesHost.start();
    }

    @AfterEach
    void stop() {
        host.close();
    }

    @Test
    void theNameIsLookedUpWhenATileIsNeededAndForItsFourByteAddressOnly() throws Exception {
        try (NameServer names = NameServer.answering();
                Nginx nginx = nginx(names)) {
            assertThat(names.askedTypes()).isEmpty();
            HttpResponse<String> tile = get(nginx, TILE);

            assertThat(tile.body()).isEqualTo("tile");
            assertThat(names.askedTypes()).containsOnly(1);
            assertThat(host.requests())
                    .extracting(asked -> asked.headers().getFirst("Host"))
                    .containsExactly(named("http").getAuthority());
        }
    }

    @Test
    void withoutANameServerItStartsAndServesWhatItHas() throws Exception {
        try (NameServer names = NameServer.answering();
                Nginx nginx = nginx(names)) {
            awaitKept(nginx, TILE);
            awaitKept(nginx, OTHER_TILE);
            nginx.expire(OTHER_TILE);
        }
        try (NameServer names = NameServer.silent();
                Nginx nginx = nginx(names)) {
            assertThat(get(nginx, "/health").body()).isEqualTo("ok\n");

            HttpResponse<String> fresh = get(nginx, TILE);
            assertThat(cacheStatus(fresh)).isEqualTo("HIT");
            assertThat(fresh.body()).isEqualTo("tile");

            HttpResponse<String> old = get(nginx, OTHER_TILE);
            assertThat(cacheStatus(old)).isEqualTo("STALE");
            assertThat(old.body()).isEqualTo("tile");

            HttpResponse<String> none = get(nginx, UNKNOWN_TILE);
            assertThat(none.statusCode()).isEqualTo(502);
            assertThat(none.headers().firstValue("Content-Type")).contains("text/plain");
            assertThat(none.body())
                    .isEqualTo("The shared cache got no answer from "
                            + named("http").getAuthority() + ": check its network, and resolver in its nginx.conf\n");
        }
    }

    @Test
    void theCertificateIsCheckedForTheNameThatTlsAsksFor() throws Exception {
        HostIdentity identity = HostIdentity.make(folder);
        host.close();
        host = TilesHost.start(identity.tls());
        try (NameServer names = NameServer.answering();
                Nginx nginx = Nginx.start(
                        folder,
                        named("https"),
                        text -> replacing(
                                        "/etc/ssl/certs/ca-certificates.crt",
                                        identity.certificate().toString())
                                .apply(askedOf(names, text)))) {
            assertThat(get(nginx, TILE).body()).isEqualTo("tile");
            assertThat(host.requests()).extracting(Asked::serverName).containsExactly("tiles.mapillary.com");
        }
    }

    @Test
    void aTrustedHostOfAnotherNameGetsNoToken() throws Exception {
        HostIdentity identity = HostIdentity.make(folder);
        host.close();
        host = TilesHost.start(identity.tls());
        URI otherName = URI.create(named("https").toString().replace("tiles.", "other."));
        try (NameServer names = NameServer.answering();
                Nginx nginx = Nginx.start(
                        folder,
                        otherName,
                        text -> replacing(
                                        "/etc/ssl/certs/ca-certificates.crt",
                                        identity.certificate().toString())
                                .apply(askedOf(names, text)))) {
            assertThat(get(nginx, TILE).statusCode()).isEqualTo(502);
            assertThat(names.askedTypes()).as("found").isNotEmpty();
            assertThat(host.requests()).isEmpty();
        }
    }

    private Nginx nginx(NameServer names) throws IOException {
        return Nginx.start(folder, named("http"), text -> faster(10).apply(askedOf(names, text)));
    }

    private static String askedOf(NameServer names, String text) {
        return replacing("resolver 127.0.0.53 ", "resolver " + names.address() + " ")
                .apply(text);
    }

    /** The host's address on this machine by Mapillary's name, which the name server of the test knows. */
    private URI named(String scheme) {
        return URI.create(scheme + "://tiles.mapillary.com:" + host.url().getPort());
    }

    /** Asks until the answer comes from the file: nginx puts it in its place after it has passed it on. */
    private void awaitKept(Nginx nginx, String tile) throws IOException, InterruptedException {
        while (!cacheStatus(get(nginx, tile)).equals("HIT")) {
            Thread.onSpinWait();
        }
    }

    private HttpResponse<String> get(Nginx nginx, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(nginx.url() + path + "?access_token=MLY%7C17%7Csecret"))
                .build();
        return client.send(request, BodyHandlers.ofString(UTF_8));
    }

    private static String cacheStatus(HttpResponse<?> answer) {
        return answer.headers().firstValue("X-Cache-Status").orElse("none");
    }
}
