package io.github.gtmapillary.http.token;

import static io.github.gtmapillary.http.token.TokenHost.FIRST;
import static io.github.gtmapillary.http.token.TokenHost.SECOND;
import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.cache.CachedClients;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which token goes to which host. */
@Timeout(60)
class TokenChoiceTest {

    private static final AccessToken CLIENT = AccessToken.of("MLY|1234|33333333333333333333333333333333");
    private static final Duration LIFE = Duration.ofDays(60);
    private static final MockResponse REVOKED = status(401)
            .body("{\"error\":{\"message\":\"Error validating access token: The user has not authorized application"
                    + " 1234\",\"type\":\"OAuthException\",\"code\":190}}")
            .build();
    private static final MockResponse ENTITY_FOUND = status(200).body("{}").build();

    @TempDir
    Path folder;

    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private TokenHost host;
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        host = new TokenHost(folder);
        host.store(FIRST, LIFE, null);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        host.close();
        log.close();
    }

    @Test
    void theAccessTokenGoesToTilesAndTheUsersToTheGraph() throws Exception {
        connect(Optional.of(CLIENT));
        host.server.enqueue(status(404).build());
        client.send(TILE).await();
        host.server.enqueue(ENTITY_FOUND);
        client.send(ENTITY).await();

        RecordedRequest tile = host.server.takeRequest();
        assertThat(tile.getUrl().queryParameter("access_token")).isEqualTo(CLIENT.value());
        assertThat(tile.getHeaders().get("Authorization")).isNull();
        RecordedRequest entity = host.server.takeRequest();
        assertThat(entity.getHeaders().get("Authorization")).isEqualTo("OAuth MLYARfirst");
        assertThat(entity.getTarget()).doesNotContain("MLY");
    }

    @Test
    void aUsersTokenAloneGoesToTilesToo() throws Exception {
        connect(Optional.empty());
        host.server.enqueue(status(404).build());
        client.send(TILE).await();
        assertThat(host.server.takeRequest().getUrl().queryParameter("access_token"))
                .isEqualTo("MLYARfirst");
    }

    @Test
    void aRevokedUsersTokenGivesWayToTheAccessTokenWithOneWarning() throws Exception {
        connect(Optional.of(CLIENT));
        host.server.setDispatcher(refusing(FIRST));
        List<PendingAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(client.send(ENTITY));
        }
        for (PendingAnswer answer : answers) {
            assertThat(answer.await().body()).isNotEmpty();
        }
        int before = host.server.getRequestCount();
        client.send(ENTITY).await();
        assertThat(host.server.getRequestCount())
                .as("no more tries with the user's token")
                .isEqualTo(before + 1);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("user token is no longer used", "has not authorized application", "log in again")
                .as("it was not the access token that was refused")
                .doesNotContain("MLYAR", "check access_token", "dashboard");
    }

    @Test
    void aNewLoginTakesOverAgain() throws Exception {
        connect(Optional.of(CLIENT));
        host.server.setDispatcher(refusing(FIRST));
        client.send(ENTITY).await();
        host.store(SECOND, LIFE, null);
        client.send(ENTITY).await();
        assertThat(tokensOnTheWire()).containsExactly("MLYARfirst", CLIENT.value(), "MLYARsecond");
    }

    @Test
    void whenBothAreRefusedTheFailureSpeaksOfTheLast() throws Exception {
        connect(Optional.of(CLIENT));
        host.server.enqueue(REVOKED);
        host.server.enqueue(REVOKED);
        assertThatExceptionOfType(TokenRejectedException.class)
                .isThrownBy(() -> client.send(ENTITY).await())
                .withMessageContaining("check access_token");
        assertThat(tokensOnTheWire()).containsExactly("MLYARfirst", CLIENT.value());
    }

    @Test
    void aRevokedUsersTokenWithoutAnotherSaysToLogInAgain() throws Exception {
        connect(Optional.empty());
        host.server.enqueue(REVOKED);
        assertThatExceptionOfType(TokenRejectedException.class)
                .isThrownBy(() -> client.send(ENTITY).await())
                .withMessageContaining("log in again with 'mapillary login'")
                .withMessageContaining(host.file.path().toString());
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anExpiredTokenFailsWithoutARequest() throws Exception {
        connect(Optional.empty());
        host.clock.pass(Duration.ofDays(61));
        for (ApiRequest request : List.of(TILE, ENTITY)) {
            assertThatExceptionOfType(TokenRejectedException.class)
                    .isThrownBy(() -> client.send(request).await())
                    .withMessageContaining("expired at")
                    .withMessageContaining("log in again");
        }
        assertThat(host.server.getRequestCount()).isZero();
    }

    @Test
    void anExpiredTokenGivesWayToTheAccessTokenWithAWarning() throws Exception {
        connect(Optional.of(CLIENT));
        host.clock.pass(Duration.ofDays(61));
        for (int i = 0; i < 2; i++) {
            host.server.enqueue(ENTITY_FOUND);
            client.send(ENTITY).await();
        }
        assertThat(tokensOnTheWire()).containsExactly(CLIENT.value(), CLIENT.value());
        assertThat(log.warnings())
                .filteredOn(line -> line.startsWith("access_token replaces"))
                .hasSize(1);
    }

    @Test
    void closingEndsARefreshQuietly() throws Exception {
        host.store(FIRST, LIFE, ClientSecret.of("secret"));
        connect(Optional.empty());
        host.clock.pass(Duration.ofDays(54));
        HeldResponse held = new HeldResponse(ENTITY_FOUND);
        host.server.setDispatcher(held);
        PendingAnswer answer = client.send(ENTITY);
        held.awaitRequest();
        client.close();
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
        awaitEndOfWorkers();
        assertThat(log.warnings()).isEmpty();
        held.release();
    }

    @Test
    void aCancelledRequestIsNotSentAfterItsRefresh() throws Exception {
        host.store(FIRST, LIFE, ClientSecret.of("secret"));
        connect(Optional.empty());
        host.clock.pass(Duration.ofDays(54));
        HeldResponse held = new HeldResponse(status(200)
                .body("{\"access_token\":\"MLYARsecond\",\"expires_in\":5184000}")
                .build());
        host.server.setDispatcher(held);
        PendingAnswer answer = client.send(ENTITY);
        held.awaitRequest();
        answer.cancel();
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
        held.release();
        host.file.open().close();
        assertThat(host.file.read().token()).as("the refresh is for all").isEqualTo(SECOND);
        client.close();
        awaitEndOfWorkers();
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    private void connect(Optional<AccessToken> access) {
        String url = host.server.url("/").toString();
        Credentials credentials = new Credentials(access, Optional.of(host.file), Optional.empty());
        client = CachedClients.connect(
                new ApiSettings(url, url, credentials, 5, Duration.ofSeconds(20), false),
                CacheSettings.NONE,
                host.clock,
                okio.FileSystem.SYSTEM);
    }

    private static void awaitEndOfWorkers() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("mapillary-http-graph")) {
                thread.join();
            }
        }
    }

    private List<String> tokensOnTheWire() throws InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int i = host.server.getRequestCount(); i > 0; i--) {
            String header = host.server.takeRequest().getHeaders().get("Authorization");
            tokens.add(String.valueOf(header).replace("OAuth ", ""));
        }
        return tokens;
    }

    private static Dispatcher refusing(AccessToken token) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return ("OAuth " + token.value()).equals(request.getHeaders().get("Authorization"))
                        ? REVOKED
                        : ENTITY_FOUND;
            }
        };
    }
}
