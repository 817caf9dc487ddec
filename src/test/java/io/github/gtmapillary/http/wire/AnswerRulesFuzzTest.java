package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.gtmapillary.geoserver.rendering.AllocationBound;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.token.AccessToken;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a body is, it is an answer or a failure that says so in one line and without the token. */
class AnswerRulesFuzzTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final AccessToken TOKEN = AccessToken.of("MLY|1234567890123456|" + SECRET);
    private static final ApiSettings SETTINGS = new ApiSettings(
            "https://tiles.mapillary.com", "https://graph.mapillary.com", TOKEN, 1, Duration.ofSeconds(20), false);
    private static final HttpUrl URL = HttpUrl.get("https://graph.mapillary.com/1?fields=id");
    private static final List<Integer> STATUSES = List.of(200, 302, 400, 404, 500);

    private static final Map<ApiHost, ApiRequest> REQUESTS = Map.of(
            ApiHost.GRAPH, ApiRequest.graph("1", Map.of("fields", "id")),
            ApiHost.TILES, ApiRequest.tile("maps/vtp/mly1_public/2/14/8771/5123"));

    private static final Map<ApiHost, AnswerRules> RULES =
            Map.of(ApiHost.GRAPH, rules(ApiHost.GRAPH), ApiHost.TILES, rules(ApiHost.TILES));

    @MethodSource("bodies")
    @DictionaryEntries({
        "\"error\":{",
        "\"message\":",
        "\"code\":",
        "\"error_subcode\":",
        "\"is_transient\":",
        "190",
        "368",
        "true",
        "MLY|1234567890123456|0123456789abcdef0123456789abcdef",
        "access_token=",
        "%7C",
        "%25",
        "\\u007c",
        "<html>"
    })
    @FuzzTest
    void aBodyIsAnAnswerOrAFailureThatSaysSo(byte[] body) {
        for (ApiHost host : ApiHost.values()) {
            for (int status : STATUSES) {
                AllocationBound.hold(body.length, () -> judge(host, status, body));
                Optional<ApiException> failure = judge(host, status, body);
                failure.ifPresent(e -> checkMessage(e.getMessage()));
                assertThat(judge(host, status, body).map(Throwable::toString))
                        .isEqualTo(failure.map(Throwable::toString));
            }
        }
    }

    private static void checkMessage(String message) {
        assertThat(message).hasSizeLessThan(1000).doesNotContainIgnoringCase(SECRET);
        assertThat(message.chars().noneMatch(Character::isISOControl))
                .as(message)
                .isTrue();
    }

    /** The failure, or empty if it is an answer. */
    private static Optional<ApiException> judge(ApiHost host, int status, byte[] body) {
        try {
            RULES.get(host).judge(REQUESTS.get(host), new WireAnswer(status, URL, Headers.EMPTY, body, body));
            return Optional.empty();
        } catch (ApiException e) {
            return Optional.of(e);
        }
    }

    private static AnswerRules rules(ApiHost host) {
        SafeText safe = new SafeText();
        safe.alsoHide(TOKEN.value());
        return new AnswerRules(
                host,
                new FailureText(new Endpoint(host, SETTINGS), safe, "ask for another", new Proxies(safe)),
                safe,
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                AppUsage.Listener.NONE);
    }

    static Stream<byte[]> bodies() {
        return Stream.of(
                        "",
                        "{}",
                        "{\"id\":\"1\",\"error\":null}",
                        "{\"error\":{\"message\":\"Failed to decode\",\"type\":\"OAuthException\",\"code\":190}}",
                        "{\"error\":{\"message\":\"Please reduce the amount of data\",\"code\":1,\"error_subcode\":99}}",
                        "{\"error\":{\"message\":\"no such\",\"code\":100,\"error_subcode\":33,\"error_data\":{\"a\":[1]}}}",
                        "{\"error\":{\"message\":\"later\",\"code\":-3,\"is_transient\":true}}",
                        "{\"error\":{\"message\":\"Application request limit reached\",\"code\":4}}",
                        "{\"error\":{\"message\":\"at ?access_token=" + TOKEN.value() + "\",\"code\":368}}",
                        "<!DOCTYPE html><html><title>Log in</title></html>",
                        "\ufeff {\"data\":[]}",
                        "[1]")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }
}
