package io.github.gtmapillary.http.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.token.AccessToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same answers as those of a proxy, but given by Mapillary's own host: there, it is Mapillary that fails or blocks. */
class MapillarysOwnAnswerTest {

    private static final String PAGE = "<html><head><title>502 Bad Gateway</title></head></html>";
    private static final AccessToken TOKEN = AccessToken.of("MLY|1|abc");
    private static final ApiRequest TILE = ApiRequest.tile("maps/vtp/mly1_public/2/14/8771/5123");

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aServerErrorIsAPassingFaultOfMapillary(int status) {
        assertThat(failure(status, PAGE))
                .isInstanceOf(TransientApiException.class)
                .hasMessage("tiles.mapillary.com failed for " + TILE.label() + " (HTTP " + status
                        + " with a web page), a passing fault of Mapillary: try again later");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 403})
    void aPageIsABlock(int status) {
        assertThat(failure(status, PAGE))
                .isInstanceOf(AddressBlockedException.class)
                .hasMessageContaining("web page")
                .hasMessageContaining("Mapillary blocks this address");
    }

    @Test
    void tooManyRequestsAreMapillarysLimit() {
        assertThat(failure(429, "")).hasMessageStartingWith("Mapillary's request limit is reached");
    }

    @Test
    void aTokenIsRefusedByMapillaryAlone() {
        assertThat(failure(403, "no"))
                .isInstanceOf(TokenRejectedException.class)
                .hasMessageNotContaining("proxy");
    }

    private static ApiException failure(int status, String body) {
        ApiSettings settings = new ApiSettings(
                "https://tiles.mapillary.com", "https://graph.mapillary.com", TOKEN, 1, Duration.ofSeconds(20), false);
        SafeText safe = new SafeText();
        safe.alsoHide(TOKEN.value());
        AnswerRules rules = new AnswerRules(
                ApiHost.TILES,
                new FailureText(new Endpoint(ApiHost.TILES, settings), safe, "get another", new Proxies(safe)),
                safe,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                AppUsage.Listener.NONE);
        byte[] bytes = body.getBytes(UTF_8);
        HttpUrl url = HttpUrl.get("https://tiles.mapillary.com/" + TILE.path());
        return catchThrowableOfType(
                ApiException.class, () -> rules.judge(TILE, new WireAnswer(status, url, Headers.EMPTY, bytes, bytes)));
    }
}
