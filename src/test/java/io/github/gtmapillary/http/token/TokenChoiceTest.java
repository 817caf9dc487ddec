package io.github.gtmapillary.http.token;

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
import io.github.gtmapillary.http.TestClock;
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
import java.util.concurrent.CountDownLatch;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
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
    private static final AccessToken USER = AccessToken.of("MLYARfirst");
    private static final MockResponse REVOKED = status(401)
            .body("{\"error\":{\"message\":\"Error validating access token: The user has not authorized application"
                    + " 1234\",\"type\":\"OAuthException\",\"code\":190}}")
            .build();
    private static final MockResponse ENTITY_FOUND = status(200).body("{}").build();

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final MockWebServer server = new MockWebServer();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private TokenFile file;
    private ApiClient client;

    @BeforeEach
    void start() throws IOException {
        server.start();
        file = TokenFile.at(folder.resolve("token.json"));
        store(USER);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        log.close();
    }

    @Test
    void theAccessTokenGoesToTilesAndTheUsersToTheGraph() throws Exception {
        connect(Optional.of(CLIENT));
        server.enqueue(status(404).build());
        client.send(TILE).await();
        server.enqueue(ENTITY_FOUND);
        client.send(ENTITY).await();

        RecordedRequest tile = server.takeRequest();
        assertThat(tile.getUrl().queryParameter("access_token")).isEqualTo(CLIENT.value());
        assertThat(tile.getHeaders().get("Authorization")).isNull();
        RecordedRequest entity = server.takeRequest();
        assertThat(entity.getHeaders().get("Authorization")).isEqualTo("OAuth MLYARfirst");
        assertThat(entity.getTarget()).doesNotContain("MLY");
    }

    @Test
    void aUsersTokenAloneGoesToTilesToo() throws Exception {
        connect(Optional.empty());
        server.enqueue(status(404).build());
        client.send(TILE).await();
        assertThat(server.takeRequest().getUrl().queryParameter("access_token")).isEqualTo("MLYARfirst");
    }

    @Test
    void aRevokedUsersTokenGivesWayToTheAccessTokenWithOneWarning() throws Exception {
        connect(Optional.of(CLIENT));
        server.setDispatcher(refusing(USER));
        List<PendingAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(client.send(ENTITY));
        }
        for (PendingAnswer answer : answers) {
            assertThat(answer.await().body()).isNotEmpty();
        }
        int before = server.getRequestCount();
        client.send(ENTITY).await();
        assertThat(server.getRequestCount())
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
        server.setDispatcher(refusing(USER));
        client.send(ENTITY).await();
        store(AccessToken.of("MLYARsecond"));
        client.send(ENTITY).await();
        assertThat(tokensOnTheWire()).containsExactly("MLYARfirst", CLIENT.value(), "MLYARsecond");
    }

    @Test
    void whenBothAreRefusedTheFailureSpeaksOfTheLast() throws Exception {
        connect(Optional.of(CLIENT));
        server.enqueue(REVOKED);
        server.enqueue(REVOKED);
        assertThatExceptionOfType(TokenRejectedException.class)
                .isThrownBy(() -> client.send(ENTITY).await())
                .withMessageContaining("check access_token");
        assertThat(tokensOnTheWire()).containsExactly("MLYARfirst", CLIENT.value());
    }

    @Test
    void aRevokedUsersTokenWithoutAnotherSaysToLogInAgain() throws Exception {
        connect(Optional.empty());
        server.enqueue(REVOKED);
        assertThatExceptionOfType(TokenRejectedException.class)
                .isThrownBy(() -> client.send(ENTITY).await())
                .withMessageContaining("log in again with 'mapillary login'")
                .withMessageContaining(file.path().toString());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void anExpiredTokenFailsWithoutARequest() throws Exception {
        connect(Optional.empty());
        clock.pass(Duration.ofDays(61));
        for (ApiRequest request : List.of(TILE, ENTITY)) {
            assertThatExceptionOfType(TokenRejectedException.class)
                    .isThrownBy(() -> client.send(request).await())
                    .withMessageContaining("expired at")
                    .withMessageContaining("log in again");
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void anExpiredTokenGivesWayToTheAccessTokenWithAWarning() throws Exception {
        connect(Optional.of(CLIENT));
        clock.pass(Duration.ofDays(61));
        for (int i = 0; i < 2; i++) {
            server.enqueue(ENTITY_FOUND);
            client.send(ENTITY).await();
        }
        assertThat(tokensOnTheWire()).containsExactly(CLIENT.value(), CLIENT.value());
        assertThat(log.warnings())
                .filteredOn(line -> line.startsWith("access_token replaces"))
                .hasSize(1);
    }

    @Test
    void closingEndsARefreshQuietly() throws Exception {
        file.write(stored(USER, ClientSecret.of("secret")));
        connect(Optional.empty());
        clock.pass(Duration.ofDays(54));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                asked.countDown();
                never.await();
                return ENTITY_FOUND;
            }
        });
        PendingAnswer answer = client.send(ENTITY);
        asked.await();
        client.close();
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
        awaitEndOfWorkers();
        assertThat(log.warnings()).isEmpty();
        never.countDown();
    }

    @Test
    void aCancelledRequestIsNotSentAfterItsRefresh() throws Exception {
        file.write(stored(USER, ClientSecret.of("secret")));
        connect(Optional.empty());
        clock.pass(Duration.ofDays(54));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                asked.countDown();
                cancelled.await();
                return status(200)
                        .body("{\"access_token\":\"MLYARsecond\",\"expires_in\":5184000}")
                        .build();
            }
        });
        PendingAnswer answer = client.send(ENTITY);
        asked.await();
        answer.cancel();
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
        cancelled.countDown();
        file.open().close();
        assertThat(file.read().token()).as("the refresh is for all").isEqualTo(AccessToken.of("MLYARsecond"));
        client.close();
        awaitEndOfWorkers();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private void connect(Optional<AccessToken> access) {
        String url = server.url("/").toString();
        Credentials credentials = new Credentials(access, Optional.of(file), Optional.empty());
        client = CachedClients.connect(
                new ApiSettings(url, url, credentials, 5, Duration.ofSeconds(20), false),
                CacheSettings.NONE,
                clock,
                okio.FileSystem.SYSTEM);
    }

    private static void awaitEndOfWorkers() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("mapillary-http-graph")) {
                thread.join();
            }
        }
    }

    private void store(AccessToken token) throws IOException {
        file.write(stored(token, null));
    }

    private StoredToken stored(AccessToken token, ClientSecret secret) {
        return new StoredToken(token, clock.instant(), clock.instant().plus(Duration.ofDays(60)), "7", secret);
    }

    private List<String> tokensOnTheWire() throws InterruptedException {
        List<String> tokens = new ArrayList<>();
        for (int i = server.getRequestCount(); i > 0; i--) {
            String header = server.takeRequest().getHeaders().get("Authorization");
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
