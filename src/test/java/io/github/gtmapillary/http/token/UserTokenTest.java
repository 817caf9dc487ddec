package io.github.gtmapillary.http.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.TestClock;
import io.github.gtmapillary.http.wire.ApiServer;
import io.github.gtmapillary.http.wire.TokenEndpoints;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A token file over its life, by a clock that the test sets. */
@Timeout(60)
class UserTokenTest {

    private static final AccessToken FIRST = AccessToken.of("MLYARfirst");
    private static final AccessToken SECOND = AccessToken.of("MLYARsecond");
    private static final ClientSecret SECRET = ClientSecret.of("MLY|1234|22222222222222222222222222222222");
    private static final MockResponse GRANTED = ApiServer.status(200)
            .body("{\"access_token\":\"MLYARsecond\",\"expires_in\":5184000,\"token_type\":\"bearer\"}")
            .build();
    private static final MockResponse REFUSED = ApiServer.status(400)
            .body(
                    "{\"error\":{\"message\":\"Invalid refresh token MLYARfirst.\",\"type\":\"OAuthException\",\"code\":190}}")
            .build();

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final MockWebServer server = new MockWebServer();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private TokenFile file;

    @BeforeEach
    void start() throws IOException {
        server.start();
        file = TokenFile.at(folder.resolve("token.json"));
        store(FIRST, Duration.ofDays(60), SECRET);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        log.close();
    }

    @Test
    void aTokenThatIsGoodForLongGoesOutWithoutARequest() throws IOException {
        UserToken token = token();
        assertThat(token.current()).isEqualTo(FIRST);
        clock.pass(Duration.ofDays(52));
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aWeekBeforeItsEndItIsRefreshedWithItselfAndKept() throws Exception {
        UserToken token = token();
        token.current();
        clock.pass(Duration.ofDays(53));
        server.enqueue(GRANTED);

        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(token.current()).isEqualTo(SECOND);

        RecordedRequest request = server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /token HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("OAuth " + SECRET.value());
        assertThat(request.getBody().utf8())
                .isEqualTo("grant_type=refresh_token&client_id=0007&refresh_token=MLYARfirst");
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(file.read())
                .isEqualTo(new StoredToken(
                        SECOND, clock.instant(), clock.instant().plus(Duration.ofDays(60)), "0007", SECRET));
        assertThat(log.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT2H30M, PT1H52M29S, false",
        "PT2H30M, PT1H52M30S, true",
        "P60D, P52DT23H59M, false",
        "P60D, P53D, true"
    })
    void itIsDueAWeekBeforeItsEndOrInTheLastQuarterOfItsLife(Duration life, Duration age, boolean due) {
        Instant issued = clock.instant();
        StoredToken stored = new StoredToken(FIRST, issued, issued.plus(life), null, null);
        assertThat(stored.isDue(issued.plus(age))).isEqualTo(due);
        assertThat(stored.isExpired(issued.plus(age))).isFalse();
        assertThat(stored.isExpired(issued.plus(life))).isTrue();
    }

    @Test
    void aTokenOfUnknownLifeIsUsedAsItIs() throws IOException {
        file.write(new StoredToken(FIRST, null, null, null, null));
        clock.pass(Duration.ofDays(1000));
        assertThat(token().current()).isEqualTo(FIRST);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void manyStoresAndThreadsRefreshItOnce() throws Exception {
        clock.pass(Duration.ofDays(61)); // expired: all have to wait for the one that does it
        server.enqueue(GRANTED);
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<AccessToken>> got = new ArrayList<>();
        for (int store = 0; store < 4; store++) {
            UserToken token = token();
            for (int thread = 0; thread < 3; thread++) {
                got.add(threads.submit(() -> {
                    start.await();
                    return token.current();
                }));
            }
        }
        start.countDown();
        for (Future<AccessToken> token : got) {
            assertThat(token.get()).isEqualTo(SECOND);
        }
        threads.shutdown();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whileOneRefreshesTheOthersGoOnWithTheOldToken() throws Exception {
        clock.pass(Duration.ofDays(54));
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                asked.countDown();
                answer.await();
                return GRANTED;
            }
        });
        UserToken token = token();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<AccessToken> refreshed = thread.submit(token::current);
        asked.await();
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(token().current()).isEqualTo(FIRST);
        answer.countDown();
        assertThat(refreshed.get()).isEqualTo(SECOND);
        assertThat(token.current()).isEqualTo(SECOND);
        thread.shutdown();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whileAnotherHoldsTheFileTheOldTokenGoesOn() throws IOException {
        clock.pass(Duration.ofDays(54));
        UserToken token = token();
        try (FileChannel other = FileChannel.open(
                folder.resolve(".token.json.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThat(token.current()).isEqualTo(FIRST);
            assertThat(server.getRequestCount()).isZero();
        }
        server.enqueue(GRANTED);
        assertThat(token.current()).isEqualTo(SECOND);
    }

    @Test
    void whatAnotherProcessOrANewLoginWroteIsTakenWithoutARequest() throws IOException {
        UserToken token = token();
        token.current();
        clock.pass(Duration.ofDays(54));
        store(SECOND, Duration.ofDays(60), SECRET);
        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void afterAFailedRefreshTheOldTokenGoesOnWithAWarningUntilItExpires() throws IOException {
        clock.pass(Duration.ofDays(54));
        server.enqueue(REFUSED);
        UserToken token = token();
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("was not refreshed", "stays valid until", "code 190", "MAPILLARY_CLIENT_SECRET")
                .doesNotContain("MLYAR");

        clock.pass(Duration.ofHours(1));
        server.enqueue(REFUSED);
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(log.warnings()).as("once for each cause").hasSize(1);

        clock.pass(Duration.ofDays(10));
        server.enqueue(REFUSED);
        assertThatExceptionOfType(UserToken.UnusableException.class)
                .isThrownBy(token::current)
                .withMessageContaining("expired at ")
                .withMessageContaining("log in again with 'mapillary login'")
                .withMessageContaining(file.path().toString())
                .withMessageNotContaining("MLYAR");
        assertThatExceptionOfType(UserToken.UnusableException.class).isThrownBy(token::current);
        assertThat(server.getRequestCount())
                .as("tried once more, then after a pause")
                .isEqualTo(3);
    }

    @Test
    void ofATokenThatHasExpiredNobodyIsToldThatItGoesOn() throws IOException {
        clock.pass(Duration.ofDays(61));
        server.enqueue(REFUSED);
        UserToken token = token();
        assertThatExceptionOfType(IOException.class).isThrownBy(token::current).withMessageContaining("expired at");
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("was not refreshed, it expired at")
                .doesNotContain("stays valid");
    }

    @Test
    void aRefreshThatFailedIsMadeUpForLater() throws IOException {
        clock.pass(Duration.ofDays(54));
        server.enqueue(ApiServer.status(500).body("oops").build());
        UserToken token = token();
        assertThat(token.current()).isEqualTo(FIRST);
        clock.pass(Duration.ofHours(1));
        server.enqueue(GRANTED);
        assertThat(token.current()).isEqualTo(SECOND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "200; {\"access_token\":\"MLYARsecret\"",
                "200; {\"access_token\":\"MLYARsecret\"}",
                "200; {\"access_token\":\"MLYARsecret\",\"expires_in\":-1}",
                "200; {\"access_token\":\"MLYARsecret\",\"expires_in\":99999999999999}",
                "200; {\"access_token\":\"\",\"expires_in\":100}",
                "200; {\"access_token\":\"MLYAR secret\",\"expires_in\":100}",
                "200; {\0\0\0\0\0\0\0MLYARsecret",
                "200; <html>MLYARsecret</html>",
                "302; MLYARsecret",
                "500; MLYARsecret"
            })
    void anAnswerWithoutATokenIsAFailureThatShowsNothingOfIt(int status, String body) throws IOException {
        clock.pass(Duration.ofDays(54));
        server.enqueue(ApiServer.status(status).body(body).build());
        assertThat(token().current()).isEqualTo(FIRST);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("HTTP " + status)
                .doesNotContain("secret");
        assertThat(file.read().token()).isEqualTo(FIRST);
    }

    @Test
    void theSecretOfTheSettingsCountsBeforeThatOfTheFile() throws Exception {
        clock.pass(Duration.ofDays(54));
        server.enqueue(GRANTED);
        token(ClientSecret.of("other")).current();
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("OAuth other");
        assertThat(file.read().clientSecret()).as("what the file keeps").isEqualTo(SECRET);
    }

    @Test
    void withoutASecretTheWarningSaysHowToGiveOne() throws IOException {
        store(FIRST, Duration.ofDays(1), null);
        clock.pass(Duration.ofHours(23));
        assertThat(token().current()).isEqualTo(FIRST);
        assertThat(log.warnings()).singleElement().asString().contains("set MAPILLARY_CLIENT_SECRET");
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void aTokenThatCannotBeKeptIsUsedAndWarnedOf() throws IOException {
        clock.pass(Duration.ofDays(54));
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    // what is a folder can't be replaced by a file
                    Files.delete(file.path());
                    Files.createDirectories(file.path().resolve("inside"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return GRANTED;
            }
        });
        UserToken token = token();
        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(server.getRequestCount()).isEqualTo(1);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("refreshed, but " + file.path() + " can't be written")
                .doesNotContain("MLYAR");
    }

    @Test
    void aFileThatVanishesLeavesItsTokenBehind() throws IOException {
        UserToken token = token();
        token.current();
        Files.delete(file.path());
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(log.warnings()).singleElement().asString().contains("no such file", "its last token stays in use");
    }

    private UserToken token() {
        return token(null);
    }

    private UserToken token(ClientSecret secret) {
        SafeText safe = new SafeText();
        TokenExchange endpoint = TokenEndpoints.at(server.url("/"), safe);
        return new UserToken(file, new TokenRefresh(endpoint, secret, clock), safe, clock);
    }

    private void store(AccessToken token, Duration life, ClientSecret secret) throws IOException {
        Instant now = clock.instant();
        file.write(new StoredToken(token, now, now.plus(life), "0007", secret));
    }
}
