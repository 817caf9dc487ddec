package io.github.gtmapillary.http.token;

import static io.github.gtmapillary.http.token.TokenHost.FIRST;
import static io.github.gtmapillary.http.token.TokenHost.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.SafeText;
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

    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private TokenHost host;

    @BeforeEach
    void start() throws IOException {
        host = new TokenHost(folder);
        host.store(FIRST, Duration.ofDays(60), SECRET);
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        log.close();
    }

    @Test
    void aTokenThatIsGoodForLongGoesOutWithoutARequest() throws IOException {
        UserToken token = token();
        assertThat(token.current()).isEqualTo(FIRST);
        host.clock.pass(Duration.ofDays(52));
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(host.server.getRequestCount()).isZero();
    }

    @Test
    void aWeekBeforeItsEndItIsRefreshedWithItselfAndKept() throws Exception {
        UserToken token = token();
        token.current();
        host.clock.pass(Duration.ofDays(53));
        host.server.enqueue(GRANTED);

        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(token.current()).isEqualTo(SECOND);

        RecordedRequest request = host.server.takeRequest();
        assertThat(request.getRequestLine()).isEqualTo("POST /token HTTP/1.1");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("OAuth " + SECRET.value());
        assertThat(request.getBody().utf8())
                .isEqualTo("grant_type=refresh_token&client_id=0007&refresh_token=MLYARfirst");
        assertThat(host.server.getRequestCount()).isEqualTo(1);
        assertThat(host.file.read())
                .isEqualTo(new StoredToken(
                        SECOND, host.clock.instant(), host.clock.instant().plus(Duration.ofDays(60)), "0007", SECRET));
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
        Instant issued = host.clock.instant();
        StoredToken stored = new StoredToken(FIRST, issued, issued.plus(life), null, null);
        assertThat(stored.isDue(issued.plus(age))).isEqualTo(due);
        assertThat(stored.isExpired(issued.plus(age))).isFalse();
        assertThat(stored.isExpired(issued.plus(life))).isTrue();
    }

    @Test
    void aTokenOfUnknownLifeIsUsedAsItIs() throws IOException {
        host.file.write(new StoredToken(FIRST, null, null, null, null));
        host.clock.pass(Duration.ofDays(1000));
        assertThat(token().current()).isEqualTo(FIRST);
        assertThat(host.server.getRequestCount()).isZero();
    }

    @Test
    void manyStoresAndThreadsRefreshItOnce() throws Exception {
        host.clock.pass(Duration.ofDays(61)); // expired: all have to wait for the one that does it
        host.server.enqueue(GRANTED);
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
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whileOneRefreshesTheOthersGoOnWithTheOldToken() throws Exception {
        host.clock.pass(Duration.ofDays(54));
        HeldResponse held = new HeldResponse(GRANTED);
        host.server.setDispatcher(held);
        UserToken token = token();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<AccessToken> refreshed = thread.submit(token::current);
        held.awaitRequest();
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(token().current()).isEqualTo(FIRST);
        held.release();
        assertThat(refreshed.get()).isEqualTo(SECOND);
        assertThat(token.current()).isEqualTo(SECOND);
        thread.shutdown();
        assertThat(host.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void whileAnotherHoldsTheFileTheOldTokenGoesOn() throws IOException {
        host.clock.pass(Duration.ofDays(54));
        UserToken token = token();
        try (FileChannel other = FileChannel.open(
                folder.resolve(".token.json.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            other.lock();
            assertThat(token.current()).isEqualTo(FIRST);
            assertThat(host.server.getRequestCount()).isZero();
        }
        host.server.enqueue(GRANTED);
        assertThat(token.current()).isEqualTo(SECOND);
    }

    @Test
    void whatAnotherProcessOrANewLoginWroteIsTakenWithoutARequest() throws IOException {
        UserToken token = token();
        token.current();
        host.clock.pass(Duration.ofDays(54));
        host.store(SECOND, Duration.ofDays(60), SECRET);
        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(host.server.getRequestCount()).isZero();
    }

    @Test
    void afterAFailedRefreshTheOldTokenGoesOnWithAWarningUntilItExpires() throws IOException {
        host.clock.pass(Duration.ofDays(54));
        host.server.enqueue(REFUSED);
        UserToken token = token();
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(host.server.getRequestCount()).isEqualTo(1);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("was not refreshed", "stays valid until", "code 190", "MAPILLARY_CLIENT_SECRET")
                .doesNotContain("MLYAR");

        host.clock.pass(Duration.ofHours(1));
        host.server.enqueue(REFUSED);
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(host.server.getRequestCount()).isEqualTo(2);
        assertThat(log.warnings()).as("once for each cause").hasSize(1);

        host.clock.pass(Duration.ofDays(10));
        host.server.enqueue(REFUSED);
        assertThatExceptionOfType(UserToken.UnusableException.class)
                .isThrownBy(token::current)
                .withMessageContaining("expired at ")
                .withMessageContaining("log in again with 'mapillary login'")
                .withMessageContaining(host.file.path().toString())
                .withMessageNotContaining("MLYAR");
        assertThatExceptionOfType(UserToken.UnusableException.class).isThrownBy(token::current);
        assertThat(host.server.getRequestCount())
                .as("tried once more, then after a pause")
                .isEqualTo(3);
    }

    @Test
    void ofATokenThatHasExpiredNobodyIsToldThatItGoesOn() throws IOException {
        host.clock.pass(Duration.ofDays(61));
        host.server.enqueue(REFUSED);
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
        host.clock.pass(Duration.ofDays(54));
        host.server.enqueue(ApiServer.status(500).body("oops").build());
        UserToken token = token();
        assertThat(token.current()).isEqualTo(FIRST);
        host.clock.pass(Duration.ofHours(1));
        host.server.enqueue(GRANTED);
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
        host.clock.pass(Duration.ofDays(54));
        host.server.enqueue(ApiServer.status(status).body(body).build());
        assertThat(token().current()).isEqualTo(FIRST);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("HTTP " + status)
                .doesNotContain("secret");
        assertThat(host.file.read().token()).isEqualTo(FIRST);
    }

    @Test
    void theSecretOfTheSettingsCountsBeforeThatOfTheFile() throws Exception {
        host.clock.pass(Duration.ofDays(54));
        host.server.enqueue(GRANTED);
        token(ClientSecret.of("other")).current();
        assertThat(host.server.takeRequest().getHeaders().get("Authorization")).isEqualTo("OAuth other");
        assertThat(host.file.read().clientSecret()).as("what the file keeps").isEqualTo(SECRET);
    }

    @Test
    void withoutASecretTheWarningSaysHowToGiveOne() throws IOException {
        host.store(FIRST, Duration.ofDays(1), null);
        host.clock.pass(Duration.ofHours(23));
        assertThat(token().current()).isEqualTo(FIRST);
        assertThat(log.warnings()).singleElement().asString().contains("set MAPILLARY_CLIENT_SECRET");
        assertThat(host.server.getRequestCount()).isZero();
    }

    @Test
    void aTokenThatCannotBeKeptIsUsedAndWarnedOf() throws IOException {
        host.clock.pass(Duration.ofDays(54));
        host.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    // what is a folder can't be replaced by a file
                    Files.delete(host.file.path());
                    Files.createDirectories(host.file.path().resolve("inside"));
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
                return GRANTED;
            }
        });
        UserToken token = token();
        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(token.current()).isEqualTo(SECOND);
        assertThat(host.server.getRequestCount()).isEqualTo(1);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("refreshed, but " + host.file.path() + " can't be written")
                .doesNotContain("MLYAR");
    }

    @Test
    void aFileThatVanishesLeavesItsTokenBehind() throws IOException {
        UserToken token = token();
        token.current();
        Files.delete(host.file.path());
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(token.current()).isEqualTo(FIRST);
        assertThat(log.warnings()).singleElement().asString().contains("no such file", "its last token stays in use");
    }

    private UserToken token() {
        return token(null);
    }

    private UserToken token(ClientSecret secret) {
        SafeText safe = new SafeText();
        TokenExchange endpoint = TokenEndpoints.at(host.server.url("/"), safe);
        return new UserToken(host.file, new TokenRefresh(endpoint, secret, host.clock), safe, host.clock);
    }
}
