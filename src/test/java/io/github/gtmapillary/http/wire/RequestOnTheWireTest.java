package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.client.ApiClients;
import java.time.Duration;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestOnTheWireTest {

    @AutoClose
    private final ApiServer api = new ApiServer();

    @Test
    void tilesGetTheTokenInTheQueryWithItsBarsEncoded() throws Exception {
        RecordedRequest arrived = api.arrivalOf(TILE);
        assertThat(arrived.getRequestLine())
                .isEqualTo("GET /maps/vtp/mly1_public/2/14/8771/5123?access_token=MLY%7C1%7Cabc HTTP/1.1");
        assertThat(arrived.getHeaders().get("Authorization")).isNull();
    }

    @Test
    void theGraphGetsTheTokenInAHeaderAndNotInTheUrl() throws Exception {
        RecordedRequest arrived = api.arrivalOf(ENTITY);
        assertThat(arrived.getRequestLine()).isEqualTo("GET /1933525276802129?fields=id HTTP/1.1");
        assertThat(arrived.getHeaders().get("Authorization")).isEqualTo("OAuth MLY|1|abc");
    }

    /** The address of a next page comes without a token. */
    @Test
    void aFurtherPageIsAskedForWithTheTokenToo() throws Exception {
        RecordedRequest arrived = api.arrivalOf(ENTITY.after("bjI="));
        assertThat(arrived.getRequestLine()).isEqualTo("GET /1933525276802129?after=bjI%3D&fields=id HTTP/1.1");
        assertThat(arrived.getHeaders().get("Authorization")).isEqualTo("OAuth MLY|1|abc");
    }

    @Test
    void theRootOfTheGraphCanBeAsked() throws Exception {
        assertThat(api.arrivalOf(ApiRequest.graph("", Map.of("ids", "1"))).getTarget())
                .isEqualTo("/?ids=1");
    }

    @Test
    void parametersArriveAsTheyWereMeant() throws Exception {
        Map<String, String> parameters = Map.of("creator_username", "50% a+b&c=d #é İ", "fields", "id,name");
        RecordedRequest arrived = api.arrivalOf(ApiRequest.graph("images", parameters));
        assertThat(arrived.getTarget())
                .startsWith("/images?creator_username=50%25%20a%2Bb%26c%3Dd%20%23%C3%A9%20%C4%B0&fields=");
        assertThat(arrived.getUrl().queryParameter("creator_username")).isEqualTo("50% a+b&c=d #é İ");
        assertThat(arrived.getUrl().queryParameter("fields")).isEqualTo("id,name");
    }

    @Test
    void thePathIsEncodedToo() throws Exception {
        assertThat(api.arrivalOf(ApiRequest.graph("a b?c%41/detections", Map.of()))
                        .getTarget())
                .isEqualTo("/a%20b%3Fc%2541/detections");
    }

    @Test
    void saysWhoAsksAndThatGzipIsWelcome() throws Exception {
        RecordedRequest arrived = api.arrivalOf(TILE);
        assertThat(arrived.getHeaders().get("User-Agent")).matches("gt-mapillary/\\S+ \\(GeoTools data store\\)");
        assertThat(arrived.getHeaders().get("Accept-Encoding")).isEqualTo("gzip");
    }

    @ParameterizedTest
    @CsvSource({"'',/images", "/,/images", "/a/proxy,/a/proxy/images", "/a/proxy/,/a/proxy/images"})
    void pathsGoBelowThePathOfTheBaseUrl(String basePath, String target) throws Exception {
        String base = "http://127.0.0.1:" + api.server.getPort() + basePath;
        try (ApiClient client = ApiClients.connect(ApiServer.settings(base, 1, Duration.ofSeconds(20)))) {
            api.server.enqueue(ApiServer.status(200).body("{}").build());
            client.send(ApiRequest.graph("images", Map.of())).await();
        }
        assertThat(api.server.takeRequest().getTarget()).isEqualTo(target);
    }
}
