package io.github.gtmapillary.http.pace;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.HeldAnswer;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.ScriptedApi;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.VirtualTime;
import io.github.gtmapillary.http.WaitTooLongException;
import io.github.gtmapillary.http.cache.CachedClients;
import io.github.gtmapillary.http.wire.ApiServer;
import io.github.gtmapillary.http.wire.ApiSettings;
import io.github.gtmapillary.http.wire.CacheSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How long a query stands still, in front of repetition, breaker and pace, with max_wait_seconds=30. */
@Timeout(60)
class PatienceTest {

    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);
    private static final Duration BOUND = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ScriptedApi wire = new ScriptedApi();
    private final Health health = new Health();

    /** Passes as soon as somebody waits. */
    private final VirtualTime time = VirtualTime.jumping();

    private ApiClient client(VirtualTime time, int perMinute, int burst) {
        ApiSettings settings = ApiServer.settings("https://tiles.example", 2, Duration.ofSeconds(20));
        ResilientClients clients = new ResilientClients(
                settings,
                new RateLimits(perMinute, burst, RateLimits.UNLIMITED, 5000, BOUND, folder),
                time,
                () -> 0, // shortens no pause
                health);
        return CachedClients.around(disk -> clients.over(wire), settings, CacheSettings.NONE, health);
    }

    private static TransientApiException failure(Duration retryAfter) {
        return new TransientApiException(TILE, "HTTP 503", null, retryAfter);
    }

    private ApiAnswer ask(ApiClient client, ApiRequest request) throws IOException {
        Patience patience = client.patience();
        Runnable release = time.hold();
        return patience.await(request, new HeldAnswer(patience.send(client, request), release));
    }

    @Test
    void aWishToWaitForLongerFailsTheQueryAtOnce() {
        VirtualTime standing = VirtualTime.standing();
        ApiClient client = client(standing, 240, 60);
        wire.then(failure(Duration.ofSeconds(100)));

        assertThatExceptionOfType(WaitTooLongException.class)
                .isThrownBy(() -> ask(client, TILE))
                .withMessage("nothing has arrived for 0 s, and " + TILE.label()
                        + " waits until 2026-11-21T10:01:40Z (101 s more) for the end of the pause that the host asked for,"
                        + " because HTTP 503: longer than max_wait_seconds=30 allows. Ask again then, or raise"
                        + " max_wait_seconds")
                .satisfies(e -> assertThat(e.retryAt()).hasValue(Instant.parse("2026-11-21T10:01:40Z")));
        assertThat(standing.passed()).isZero();
        assertThat(health.report().failures()).isEqualTo(Map.of(FailureKind.NETWORK, 1L));
    }

    @Test
    void aQueryThatComesWhileTheHostAsksToBeLeftAloneFailsAtOnceToo() {
        VirtualTime standing = VirtualTime.standing();
        ApiClient client = client(standing, 240, 60);
        wire.then(failure(Duration.ofSeconds(100)));
        assertThat(catchThrowable(() -> ask(client, TILE))).isInstanceOf(WaitTooLongException.class);

        assertThatExceptionOfType(WaitTooLongException.class)
                .isThrownBy(() -> ask(client, ApiRequest.tile("other")))
                .withMessageContaining("which asked us to wait until then");
        assertThat(wire.count()).isEqualTo(1);
    }

    @Test
    void aShorterWishIsFollowed() throws IOException {
        wire.then(failure(Duration.ofSeconds(20))).then(ANSWER);
        assertThat(ask(client(time, 240, 60), TILE)).isSameAs(ANSWER);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void wishesThatAreTooLongTogetherFailTheQuery() {
        wire.then(failure(Duration.ofSeconds(20))).then(failure(Duration.ofSeconds(20)));
        assertThatExceptionOfType(WaitTooLongException.class)
                .isThrownBy(() -> ask(client(time, 240, 60), TILE))
                .withMessageContaining("nothing has arrived for 20 s")
                .withMessageContaining("(21 s more)");
        assertThat(wire.count()).isEqualTo(2);
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aQueryBehindTooManyOthersFailsAtOnceAndLeavesTheQueue() throws IOException {
        VirtualTime standing = VirtualTime.standing();
        ApiClient client = client(standing, 60, 1);
        for (int i = 0; i < 32; i++) {
            client.send(ApiRequest.tile("other " + i));
        }

        assertThatExceptionOfType(WaitTooLongException.class)
                .isThrownBy(() -> ask(client, TILE))
                .withMessageContaining("for the pace of tiles.example")
                .withMessageContaining("until 2026-11-21T10:00:32Z");
        assertThat(health.report().waiting()).isEqualTo(31);
    }

    @Test
    void aLargeQueryThatIsPacedButKeepsGettingAnswersGoesOn() throws IOException {
        ApiClient client = client(time, 6, 1);
        Patience patience = client.patience();
        List<PendingAnswer> asked = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            wire.then(ANSWER);
        }
        for (int i = 0; i < 12; i++) {
            asked.add(patience.send(client, ApiRequest.tile("tile " + i)));
        }
        for (int i = 0; i < 12; i++) {
            assertThat(patience.await(ApiRequest.tile("tile " + i), asked.get(i)))
                    .isSameAs(ANSWER);
        }
        assertThat(time.passed()).isEqualTo(Duration.ofSeconds(110));
    }

    @Test
    void oneRequestThatIsRepeatedDoesNotEndAQueryThatGetsOtherAnswers() throws IOException {
        VirtualTime standing = VirtualTime.standing();
        ApiClient client = client(standing, 6, 1);
        Patience patience = client.patience();
        PendingAnswer first = patience.send(client, TILE);
        for (int i = 0; i < 5; i++) {
            patience.send(client, ApiRequest.tile("tile " + i));
        }
        wire.last().fail(failure(null));
        wire.then(ANSWER).then(ANSWER).then(ANSWER).then(ANSWER).then(ANSWER).then(ANSWER);
        standing.advance(Duration.ofSeconds(1));
        // behind the others: a minute from now
        Thread reader = new Thread(() -> standing.advance(Duration.ofMinutes(2)));
        reader.start();
        assertThat(patience.await(TILE, first)).isSameAs(ANSWER);
    }

    @Test
    void aReaderThatTakesItsTimeDoesNotStandStill() throws IOException {
        VirtualTime standing = VirtualTime.standing();
        ApiClient client = client(standing, 240, 60);
        Patience patience = client.patience();
        wire.then(failure(Duration.ofSeconds(25)));
        PendingAnswer answer = patience.send(client, TILE);
        standing.advance(Duration.ofSeconds(20));
        wire.then(failure(Duration.ofSeconds(25)));
        standing.advance(Duration.ofSeconds(5));
        wire.then(ANSWER);
        Thread later = new Thread(() -> standing.advance(Duration.ofSeconds(25)));
        later.start();
        assertThat(patience.await(TILE, answer)).isSameAs(ANSWER);
    }

    @Test
    void aWishThatComesWhileTheQueryWaitsEndsItsWait() {
        VirtualTime standing = VirtualTime.standing();
        ApiClient client = client(standing, 60, 1);
        client.send(ApiRequest.tile("other"));
        Thread host = new Thread(() -> wire.sent.get(0).fail(failure(Duration.ofMinutes(2))));
        Patience patience = client.patience();
        PendingAnswer answer = patience.send(client, TILE);
        host.start();
        assertThatExceptionOfType(WaitTooLongException.class)
                .isThrownBy(() -> patience.await(TILE, answer))
                .withMessageContaining("which asked us to wait");
    }

    @Test
    void theLimitOfTheGraphApiIsLongerThanAMapWaits() {
        wire.then(new TransientApiException(ENTITY, "code 4", null, Duration.ofMinutes(1)));
        assertThatExceptionOfType(WaitTooLongException.class)
                .isThrownBy(() -> ask(client(VirtualTime.standing(), 240, 60), ENTITY))
                .withMessageContaining("code 4")
                .withMessageContaining("2026-11-21T10:01:00Z");
    }

    @Test
    void queriesThatWaitForTheSameRequestFailTogetherIfItWaitsForTooLong() {
        VirtualTime standing = VirtualTime.standing();
        ApiClient client = client(standing, 240, 60);
        Patience one = client.patience();
        PendingAnswer first = one.send(client, TILE);
        PendingAnswer second = client.patience().send(client, TILE);
        wire.last().fail(failure(Duration.ofHours(1)));
        assertThat(catchThrowable(() -> one.await(TILE, first))).isInstanceOf(WaitTooLongException.class);
        assertThat(catchThrowable(second::await)).isInstanceOf(WaitTooLongException.class);
    }

    @Test
    void longerWaitsAreTold() throws IOException {
        List<String> told = new ArrayList<>();
        health.listen((cause, until) -> told.add(cause + " until " + until));
        wire.then(failure(null)).then(failure(Duration.ofSeconds(20))).then(ANSWER);
        ask(client(time, 240, 60), TILE);
        assertThat(told)
                .as("half a second is not")
                .first()
                .isEqualTo("the end of the pause that the host asked for until 2026-11-21T10:00:20Z");
    }
}
