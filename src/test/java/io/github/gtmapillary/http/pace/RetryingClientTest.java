package io.github.gtmapillary.http.pace;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.BareClient;
import io.github.gtmapillary.http.DayBudgetSpentException;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.ScriptedApi;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.http.VirtualTime;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class RetryingClientTest {

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final RetryRules RULES = new RetryRules(
            5, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(5));
    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);

    private final ScriptedApi api = new ScriptedApi();
    private final VirtualTime time = VirtualTime.standing();
    private final Health health = new Health();
    /** Shortens no pause. */
    private final RandomGenerator longest = () -> 0;

    private final RetryingClient client = client(RULES, longest);

    @Test
    void whatPassesIsAskedAgainAfterAPauseThatDoubles() throws IOException {
        for (int i = 0; i < 4; i++) {
            api.then(passing(null));
        }
        api.then(ANSWER);

        PendingAnswer answer = client.send(TILE);
        assertThat(api.count()).isEqualTo(1);
        for (long millis : List.of(500L, 1000L, 2000L, 4000L)) {
            int before = api.count();
            time.advance(Duration.ofMillis(millis - 1));
            assertThat(api.count()).isEqualTo(before);
            time.advance(Duration.ofMillis(1));
            assertThat(api.count()).isEqualTo(before + 1);
        }

        assertThat(answer.await()).isSameAs(ANSWER);
        assertThat(health.report().retries()).isEqualTo(4);
        assertThat(health.report().failures()).isEmpty();
    }

    @Test
    void inTheEndItFailsAndSaysHowOftenItWasAsked() {
        for (int i = 0; i < 5; i++) {
            api.then(passing(null));
        }
        PendingAnswer answer = client.send(TILE);
        time.advance(Duration.ofHours(1));

        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(answer::await)
                .withMessageContaining("a passing fault; asked 5 times within 8 s");
        assertThat(api.count()).isEqualTo(5);
        assertThat(time.pending()).isZero();
        assertThat(health.report().failures()).containsExactly(Map.entry(FailureKind.NETWORK, 1L));
    }

    @Test
    void inTheEndItStillSaysWhetherLessMightBeAnswered() {
        for (int status : new int[] {500, 0}) {
            for (int i = 0; i < 5; i++) {
                api.then(new TransientApiException(TILE, "a passing fault", null, null, status));
            }
            PendingAnswer answer = client.send(TILE);
            time.advance(Duration.ofHours(1));

            assertThatExceptionOfType(TransientApiException.class)
                    .isThrownBy(answer::await)
                    .satisfies(e -> assertThat(e.smallerRequestMayPass()).isEqualTo(status == 500));
        }
    }

    @Test
    void pausesAreShortenedByUpToAHalfAndGrowToTheirLongest() {
        RetryRules rules = new RetryRules(
                9, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofHours(1));
        for (int i = 0; i < 9; i++) {
            api.then(passing(null));
        }
        client(rules, new Random(7)).send(TILE);
        time.advance(Duration.ofHours(1));

        List<Duration> pauses = time.delays();
        List<Integer> seconds = List.of(1, 2, 4, 8, 10, 10, 10, 10);
        assertThat(pauses).hasSameSizeAs(seconds).doesNotHaveDuplicates();
        for (int i = 0; i < pauses.size(); i++) {
            Duration whole = Duration.ofSeconds(seconds.get(i));
            assertThat(pauses.get(i)).isBetween(whole.dividedBy(2), whole);
        }
    }

    /** Several nodes that share a pace may find it used up many times in a row. */
    @Test
    void aCacheThatHoldsARequestBackIsAskedAgainAsOftenAsItTakes() throws IOException {
        for (int i = 0; i < 20; i++) {
            api.then(TransientApiException.heldBack(TILE, "held back", Duration.ofSeconds(1)));
        }
        api.then(passing(null)).then(ANSWER);
        PendingAnswer answer = client.send(TILE);
        time.advance(Duration.ofMinutes(1));

        assertThat(answer.await()).isSameAs(ANSWER);
        assertThat(api.count()).isEqualTo(22);
        assertThat(time.delays())
                .hasSize(21)
                .as("no attempt was used up")
                .endsWith(Duration.ofSeconds(1), Duration.ofMillis(500));
    }

    @Test
    void theHostsWishToWaitCountsIfItIsLonger() {
        api.then(passing(Duration.ofSeconds(90))).then(passing(Duration.ZERO)).then(ANSWER);
        client.send(TILE);
        time.advance(Duration.ofHours(1));
        assertThat(time.delays()).containsExactly(Duration.ofSeconds(90), Duration.ofSeconds(1));
        assertThat(api.count()).isEqualTo(3);
    }

    @Test
    void aWishForMoreThanAnybodyWaitsFailsAtOnce() {
        api.then(passing(Duration.ofMinutes(2).plusMillis(1)));
        PendingAnswer answer = client.send(TILE);
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(answer::await)
                .withMessage("a passing fault");
        assertThat(time.delays()).isEmpty();
    }

    @Test
    void noAttemptBeginsAfterTheTimeInAll() {
        for (int i = 0; i < 5; i++) {
            api.then(passing(Duration.ofMinutes(2)));
        }
        PendingAnswer answer = client.send(TILE);
        time.advance(Duration.ofHours(1));
        assertThatExceptionOfType(TransientApiException.class)
                .isThrownBy(answer::await)
                .withMessageContaining("asked 3 times within 241 s");
        assertThat(api.count()).isEqualTo(3);
    }

    static List<Throwable> whatDoesNotPass() {
        return List.of(
                new TokenRejectedException(TILE, "no token"),
                new AddressBlockedException(TILE, "blocked"),
                new DayBudgetSpentException(TILE, "spent", Instant.EPOCH),
                new TooMuchDataException(TILE, "too much"),
                new UnknownEntityException(TILE, "unknown"),
                new UnexpectedAnswerException(TILE, "bad request", 400, null),
                RequestCancelledException.byClosing(TILE),
                new IOException("closed"),
                new IllegalStateException("a mistake"),
                new OutOfMemoryError("none left"));
    }

    @ParameterizedTest
    @MethodSource("whatDoesNotPass")
    void nothingElseIsAskedAgain(Throwable failure) {
        api.then(failure);
        assertThat(catchThrowable(() -> client.send(TILE).await())).isSameAs(failure);
        assertThat(api.count()).isEqualTo(1);
        assertThat(time.delays()).isEmpty();
    }

    @Test
    void nothingThereIsAskedForOnceMoreWhereSomethingIsExpected() throws IOException {
        api.then(ApiAnswer.absent(0)).then(ANSWER);
        PendingAnswer answer = client.send(TILE.expectingData());
        time.advance(Duration.ofSeconds(1));
        assertThat(answer.await()).isSameAs(ANSWER);
        assertThat(api.count()).isEqualTo(2);
    }

    @Test
    void nothingThereTwiceIsBelieved() throws IOException {
        api.then(ApiAnswer.absent(0)).then(ApiAnswer.absent(0)).then(ANSWER);
        PendingAnswer answer = client.send(TILE.expectingData());
        time.advance(Duration.ofHours(1));
        assertThat(answer.await().exists()).isFalse();
        assertThat(api.count()).isEqualTo(2);
    }

    @Test
    void nothingThereIsBelievedWhereNothingElseIsKnown() throws IOException {
        api.then(ApiAnswer.absent(0));
        assertThat(client.send(TILE).await().exists()).isFalse();
        assertThat(time.delays()).isEmpty();
    }

    @Test
    void aListWithoutEntitiesIsAskedForOnceMoreWhereSomeAreExpected() throws IOException {
        ApiAnswer none = json("{ \"data\" : [ ] }\n");
        ApiAnswer some = json("{\"data\":[{\"id\":\"1\"}]}");
        api.then(none).then(some);
        PendingAnswer answer = client.send(ENTITY.expectingData());
        time.advance(Duration.ofSeconds(1));
        assertThat(answer.await()).isSameAs(some);

        api.then(none);
        assertThat(client.send(ENTITY).await()).isSameAs(none);
        assertThat(api.count()).isEqualTo(3);
    }

    @Test
    void nothingThereAfterAFailureIsAskedForOnceMoreToo() throws IOException {
        api.then(passing(null)).then(ApiAnswer.absent(0)).then(passing(null)).then(ANSWER);
        PendingAnswer answer = client.send(TILE.expectingData());
        time.advance(Duration.ofHours(1));
        assertThat(answer.await()).isSameAs(ANSWER);
    }

    @Test
    void cancellingDuringThePauseEndsItAtOnce() {
        api.then(passing(null));
        PendingAnswer answer = client.send(TILE);
        assertThat(time.pending()).isEqualTo(1);
        answer.cancel();
        assertThat(time.pending()).isZero();
        time.advance(Duration.ofHours(1));
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
        assertThat(api.count()).isEqualTo(1);
        assertThat(health.report().failures()).isEmpty();
    }

    @Test
    void cancellingTheSecondAttemptReachesIt() {
        api.then(passing(null));
        PendingAnswer answer = client.send(TILE);
        time.advance(Duration.ofSeconds(1));
        assertThat(api.last().cancelled).isFalse();
        answer.cancel();
        assertThat(api.last().cancelled).isTrue();
        assertThat(api.count()).isEqualTo(2);
    }

    @Test
    void interruptingWhoWaitsDuringThePauseEndsItAtOnce() {
        api.then(passing(null));
        PendingAnswer answer = client.send(TILE);
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(answer::await);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(InterruptedIOException.class);
        assertThat(time.pending()).isZero();
    }

    @Test
    void closingDuringThePauseEndsAllWhoWait() throws Exception {
        api.then(passing(null));
        PendingAnswer paused = client.send(TILE);
        PendingAnswer onItsWay = client.send(ENTITY);
        FutureTask<Throwable> waiter = new FutureTask<>(() -> catchThrowable(paused::await));
        new Thread(waiter).start();
        client.close();
        client.close();
        for (Throwable failure : List.of(waiter.get(), catchThrowable(onItsWay::await))) {
            assertThat(failure)
                    .isInstanceOf(RequestCancelledException.class)
                    .hasMessageContaining("the data store was closed");
        }
        assertThat(time.isClosed()).isTrue();
        assertThat(catchThrowable(() -> client.send(TILE).await())).hasMessage("the data store is closed");
    }

    @Test
    void aClientInsideThatThrowsFailsTheRequestAndNotTheSender() {
        ApiClient broken = new BareClient() {
            @Override
            public PendingAnswer send(ApiRequest request) {
                throw new IllegalStateException("a mistake");
            }
        };
        RetryingClient over = new RetryingClient(broken, RetryRules.STANDARD, BOUND, longest, time, health);
        PendingAnswer answer = over.send(TILE);
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(answer::await)
                .withMessage("a mistake");
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        Duration second = Duration.ofSeconds(1);
        assertThat(List.of(
                        catchThrowable(() -> new RetryRules(0, second, second, second, second)),
                        catchThrowable(() -> new RetryRules(1, Duration.ZERO, second, second, second)),
                        catchThrowable(() -> new RetryRules(1, second, Duration.ofMillis(1), second, second))))
                .allMatch(IllegalArgumentException.class::isInstance);
    }

    private RetryingClient client(RetryRules rules, RandomGenerator random) {
        return new RetryingClient(api, rules, BOUND, random, time, health);
    }

    private static TransientApiException passing(Duration retryAfter) {
        return new TransientApiException(TILE, "a passing fault", null, retryAfter);
    }

    private static ApiAnswer json(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return ApiAnswer.of(body, body.length);
    }
}
