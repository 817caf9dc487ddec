package io.github.gtmapillary.geoserver.deploy;

import static io.github.gtmapillary.geoserver.deploy.Nginx.faster;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** nginx.conf and several clients in front of a host that takes 22 s for a tile. All times are a fifth of the real ones. */
@RequiresPrograms("nginx")
@Timeout(120)
class TileProxyPatienceTest {

    private static final int FACTOR = 5;
    private static final Duration SLOW_TILE = Duration.ofSeconds(22).dividedBy(FACTOR);

    /** {@code timeout_seconds} of a store. */
    private static final Duration TIMEOUT = Duration.ofSeconds(75).dividedBy(FACTOR);

    private static final int CLIENTS = 4;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private TilesHost host;
    private Nginx nginx;

    @BeforeEach
    void start() throws IOException {
        host = TilesHost.start();
        nginx = Nginx.start(folder, host.url(), faster(FACTOR));
    }

    @AfterEach
    void stop() throws IOException {
        nginx.close();
        host.close();
    }

    @Test
    void allClientsGetASlowTileFromOneRequest() {
        host.waits(number -> SLOW_TILE);

        List<HttpResponse<String>> answers = askAtOnce();

        assertThat(answers).extracting(HttpResponse::body).containsOnly("tile");
        assertThat(host.requests()).hasSize(1);
    }

    @Test
    void clientsThatWaitedForARequestInVainStillHaveTimeForOneOfTheirOwn() {
        host.waits(number -> number == 1 ? Duration.ofDays(1) : SLOW_TILE);

        List<HttpResponse<String>> answers = askAtOnce();

        assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(502, 200, 200, 200);
        assertThat(host.requests()).hasSizeBetween(2, CLIENTS);
    }

    /** Fails if one of them waits for longer than a store does. */
    private List<HttpResponse<String>> askAtOnce() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(nginx.url() + "/maps/vtp/mly1_public/2/14/8574/5735?access_token=MLY%7C17%7Csecret"))
                .timeout(TIMEOUT)
                .build();
        List<CompletableFuture<HttpResponse<String>>> asked = Stream.generate(
                        () -> client.sendAsync(request, BodyHandlers.ofString(UTF_8)))
                .limit(CLIENTS)
                .toList();
        return asked.stream().map(CompletableFuture::join).toList();
    }
}
