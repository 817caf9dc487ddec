package io.github.gtmapillary.sandbox.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.sandbox.Sandbox;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GraphTokensTest {

    private static final SandboxWorld WORLD = SandboxWorld.generate(1, 40);
    private static final String PATH = "/" + WORLD.images().get(0).id();
    private static final String UNKNOWN = "MLY|1234567890123456|0123456789abcdef0123456789abcdef";
    private static final String CLIENT = "client_id=" + Sandbox.CLIENT_ID;
    private static final String CODE_GRANT =
            CLIENT + "&grant_type=authorization_code&code=" + Sandbox.AUTHORIZATION_CODE;

    @AutoClose
    private static final GraphClient graph = GraphClient.of(WORLD);

    @BeforeEach
    void forgetRequests() {
        graph.sandbox().clearRequests();
    }

    @Test
    void aTokenIsTakenFromHeaderAndQuery() {
        assertThat(withHeader(Sandbox.ACCESS_TOKEN).status()).isEqualTo(200);
        assertThat(withQuery(Sandbox.ACCESS_TOKEN).status()).isEqualTo(200);
    }

    @Test
    void withoutATokenTheServerBlamesItself() {
        GraphClient.Answer answer = graph.send(graph.request(PATH));
        assertError(answer, 500, "Invalid OAuth 2.0 Access Token");
        assertThat(answer.body().text("error", "type")).isEqualTo("MLYApiException");
        assertThat(answer.body().at("error", "error_data").keys()).isEmpty();
        assertError(withHeader(""), 500, "Invalid OAuth 2.0 Access Token");
        assertError(
                graph.send(graph.request(PATH).header("Authorization", "Bearer " + Sandbox.ACCESS_TOKEN)),
                500,
                "Invalid OAuth 2.0 Access Token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "MLY|1|2", "MLY%7C0000000000000000%7C00000000000000000000000000000000"})
    void aMalformedTokenCannotBeDecoded(String token) {
        assertError(withHeader(token), 401, "Failed to decode");
        assertError(withQuery(token), 401, "Failed to decode");
    }

    @ParameterizedTest
    @ValueSource(strings = {UNKNOWN, Sandbox.CLIENT_SECRET, "MLYAR0000000000000000000000000000000000000000"})
    void aTokenThatWasNeverGivenOutHasAStatusByItsPlace(String token) {
        assertError(withHeader(token), 401, "Error validating application");
        assertError(withQuery(token), 400, "Error validating application");
    }

    @Test
    void theTokenIsLookedAtBeforeAnythingElse() {
        assertThat(graph.send(graph.request("/images?bbox=nonsense")).code()).isEqualTo(190);
        assertThat(graph.send(graph.request("/?ids=abc")).code()).isEqualTo(190);
    }

    @Test
    void aCodeIsExchangedForATokenOfTheUser() {
        for (String body : new String[] {
            CODE_GRANT,
            "{\"client_id\":\"" + Sandbox.CLIENT_ID + "\",\"grant_type\":\"authorization_code\",\"code\":\""
                    + Sandbox.AUTHORIZATION_CODE + "\"}"
        }) {
            GraphClient.Answer answer = exchange(Sandbox.CLIENT_SECRET, body);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().keys()).containsExactly("access_token", "expires_in", "token_type");
            assertThat(answer.body().text("token_type")).isEqualTo("bearer");
            assertThat(answer.body().number("expires_in")).isEqualTo(60 * 86_400);
            assertThat(withHeader(answer.body().text("access_token")).status()).isEqualTo(200);
        }
    }

    @Test
    void aUsersTokenIsExchangedForTheNext() {
        String first = exchange(Sandbox.CLIENT_SECRET, CODE_GRANT).body().text("access_token");
        GraphClient.Answer second =
                exchange(Sandbox.CLIENT_SECRET, CLIENT + "&grant_type=refresh_token&refresh_token=" + first);
        assertThat(second.body().text("access_token")).isNotEqualTo(first);
        assertThat(withHeader(second.body().text("access_token")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=authorization_code&code=wrong,100",
        "grant_type=authorization_code,100",
        "grant_type=refresh_token&refresh_token=wrong,190",
        "grant_type=password,100",
        "'',100"
    })
    void aWrongGrantIsRefused(String body, int code) {
        GraphClient.Answer answer = exchange(Sandbox.CLIENT_SECRET, CLIENT + "&" + body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.body().text("error", "type")).isEqualTo("OAuthException");
    }

    @Test
    void onlyTheApplicationItselfMayExchange() {
        assertThat(exchange(Sandbox.ACCESS_TOKEN, CODE_GRANT).status()).isEqualTo(400);
        assertThat(exchange(Sandbox.CLIENT_SECRET, CODE_GRANT.replace(CLIENT, "client_id=1"))
                        .code())
                .isEqualTo(101);
        assertThat(exchange(Sandbox.CLIENT_SECRET, "{not JSON").status()).isEqualTo(400);
        assertThat(graph.ask("/token?" + CODE_GRANT).status()).isEqualTo(400);
    }

    @Test
    void onlyGetIsSupported() {
        GraphClient.Answer answer = graph.send(graph.request(PATH)
                .header("Authorization", "OAuth " + Sandbox.ACCESS_TOKEN)
                .POST(BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo(100);
    }

    @Test
    void requestsAreRecordedWithoutTheirToken() {
        withQuery(Sandbox.ACCESS_TOKEN);
        graph.ask("/images?bbox=1,2,3,4&fields=id");
        exchange(Sandbox.CLIENT_SECRET, CODE_GRANT);
        assertThat(graph.sandbox().requests()).containsExactly(PATH, "/images?bbox=1,2,3,4&fields=id", "/token");
    }

    private static void assertError(GraphClient.Answer answer, int status, String message) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(190);
        assertThat(answer.message()).isEqualTo(message);
        assertThat(answer.body().at("error").has("fbtrace_id")).isTrue();
    }

    private static GraphClient.Answer withHeader(String token) {
        return graph.send(graph.request(PATH).header("Authorization", "OAuth " + token));
    }

    private static GraphClient.Answer withQuery(String token) {
        return graph.send(graph.request(PATH + "?access_token=" + GraphClient.encoded(token)));
    }

    private static GraphClient.Answer exchange(String secret, String body) {
        HttpRequest.Builder request = graph.request("/token")
                .header("Authorization", "OAuth " + secret)
                .header("Content-Type", body.startsWith("{") ? "Application/JSON" : "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        return graph.send(request);
    }
}
