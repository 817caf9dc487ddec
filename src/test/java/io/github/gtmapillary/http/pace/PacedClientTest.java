package io.github.gtmapillary.http.pace;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.DayBudgetSpentException;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PerHost;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.ScriptedApi;
import io.github.gtmapillary.http.Standstill;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.VirtualTime;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PacedClientTest {

    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);
    private static final int PER_MINUTE = 60;

    @TempDir
    Path folder;

    private final ScriptedApi api = new ScriptedApi();
    private final VirtualTime time = VirtualTime.standing();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private PacedClient client = client(PER_MINUTE, null);

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void noMoreTilesGoAtOnceThanTheBurstAllowsAndTheRestGoAtThePace() {
        client = client(240, 60, null);
        sendMany(200);
        assertThat(api.count()).as("at once").isEqualTo(60);
        time.advance(Duration.ofMillis(249));
        assertThat(api.count()).isEqualTo(60);
        time.advance(Duration.ofMillis(1));
        assertThat(api.count()).isEqualTo(61);
        time.advance(Duration.ofSeconds(20));
        assertThat(api.count()).isEqualTo(141);
    }

    @Test
    void afterAQuietTimeABurstGoesAtOnceAgainAndNoMore() {
        client = client(240, 60, null);
        sendMany(60);
        time.advance(Duration.ofSeconds(5));
        sendMany(60);
        assertThat(api.count()).as("five seconds' worth").isEqualTo(80);
        time.advance(Duration.ofHours(1));
        sendMany(200);
        assertThat(api.count()).isEqualTo(180);
    }

    @Test
    void aBurstIsNeverMoreThanAMinutesWorth() {
        client = client(10, 60, null);
        sendMany(60);
        assertThat(api.count()).isEqualTo(10);
    }

    @Test
    void aMinutesWorthGoesInOneBurstAndTheRestAtItsPace() {
        for (int i = 0; i < 100; i++) {
            client.send(tile(i));
        }
        assertThat(api.count()).isEqualTo(60);
        time.advance(Duration.ofMillis(999));
        assertThat(api.count()).isEqualTo(60);
        time.advance(Duration.ofMillis(1));
        assertThat(api.count()).isEqualTo(61);
        time.advance(Duration.ofSeconds(9));
        assertThat(api.count()).isEqualTo(70);
        time.advance(Duration.ofMinutes(1));
        assertThat(api.sent).extracting(sent -> sent.request().path()).containsExactlyElementsOf(paths(100));
        assertThat(client.waiting()).isZero();
        assertThat(time.pending()).isZero();
    }

    @Test
    void theBucketFillsAgainAndHoldsNoMoreThanAMinutesWorth() {
        sendMany(60);
        time.advance(Duration.ofSeconds(30));
        sendMany(60);
        assertThat(api.count()).isEqualTo(90);
        time.advance(Duration.ofHours(5));
        assertThat(api.count()).isEqualTo(120);
        sendMany(100);
        assertThat(api.count()).isEqualTo(180);
    }

    @Test
    void theHostsDoNotWaitForEachOther() {
        sendMany(100);
        client.send(ENTITY);
        assertThat(api.last().request()).isEqualTo(ENTITY);
    }

    @Test
    void withoutALimitNothingWaits() {
        client = client(RateLimits.UNLIMITED, null);
        sendMany(5000);
        assertThat(api.count()).isEqualTo(5000);
        assertThat(time.delays()).isEmpty();
    }

    @Test
    void aRequestCancelledWhileWaitingGivesItsPlaceToTheNext() {
        sendMany(60);
        PendingAnswer given = client.send(tile(60));
        client.send(tile(61));
        given.cancel();
        assertThat(client.waiting()).isEqualTo(1);
        time.advance(Duration.ofSeconds(1));
        assertThat(api.count()).isEqualTo(61);
        assertThat(api.last().request()).isEqualTo(tile(61));
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(given::await);
    }

    @Test
    void cancellingAfterwardsReachesTheRequest() {
        PendingAnswer answer = client.send(TILE);
        answer.cancel();
        assertThat(api.last().cancelled).isTrue();
    }

    @Test
    void anInterruptedCallerLeavesTheQueue() {
        sendMany(60);
        PendingAnswer waiting = client.send(TILE);
        Thread.currentThread().interrupt();
        Throwable failure = catchThrowable(waiting::await);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure).isInstanceOf(InterruptedIOException.class);
        assertThat(client.waiting()).isZero();
    }

    @Test
    void closingEndsAllWhoWait() {
        List<PendingAnswer> all = new ArrayList<>();
        for (int i = 0; i < 70; i++) {
            all.add(client.send(tile(i)));
        }
        client.close();
        client.close();
        for (PendingAnswer answer : all) {
            assertThat(catchThrowable(answer::await)).isInstanceOf(RequestCancelledException.class);
        }
        assertThat(time.pending()).isZero();
        time.advance(Duration.ofHours(1));
        assertThat(api.count()).isEqualTo(60);
        assertThat(catchThrowable(() -> client.send(TILE).await())).hasMessage("the data store is closed");
    }

    @Test
    void aHostThatWishesToBeLeftAloneIsForThatLong() throws Exception {
        api.then(new TransientApiException(TILE, "slow down", null, Duration.ofSeconds(100)));
        assertThat(catchThrowable(() -> client.send(TILE).await())).hasMessage("slow down");
        PendingAnswer next = client.send(TILE);
        client.send(ENTITY);
        assertThat(api.sent)
                .extracting(sent -> sent.request().host())
                .as("the other host has not said so")
                .containsExactly(ApiHost.TILES, ApiHost.GRAPH);
        api.then(ANSWER);
        time.advance(Duration.ofSeconds(100).minusNanos(1));
        assertThat(api.count()).isEqualTo(2);
        time.advance(Duration.ofNanos(1));
        assertThat(next.await()).isSameAs(ANSWER);
    }

    @Test
    void aWishForDaysIsAMistakeAndHoldsForAQuarterOfAnHour() throws Exception {
        api.then(new TransientApiException(TILE, "maintenance", null, Duration.ofDays(3)));
        assertThat(catchThrowable(() -> client.send(TILE).await())).hasMessage("maintenance");
        PendingAnswer next = client.send(tile(7));
        time.advance(Duration.ofMinutes(15).minusNanos(1));
        assertThat(api.count()).isEqualTo(1);
        api.then(ANSWER);
        time.advance(Duration.ofNanos(1));
        assertThat(next.await()).isSameAs(ANSWER);
    }

    @Test
    void whatWaitsIsToldForWhatAndUntilWhen() {
        List<String> told = new ArrayList<>();
        client = client(60, 1, null);
        client.send(TILE);
        client.send(tile(1));
        client.send(tile(2)).watch(standstill -> told.add(text(standstill)));
        api.last().fail(new TransientApiException(TILE, "slow down", null, Duration.ofSeconds(100)));
        time.advance(Duration.ofSeconds(101));
        assertThat(told)
                .containsExactly(
                        "the pace of tiles.example for 2 s",
                        "tiles.example, which asked us to wait until then for 101 s",
                        "goes");
    }

    private String text(Standstill standstill) {
        return standstill == null
                ? "goes"
                : standstill.cause() + " for "
                        + Duration.ofNanos(standstill.until() - time.nanoTime()).toSeconds() + " s";
    }

    @Test
    void aHostThatIsNearlyUsedUpIsAskedTenTimesMoreSlowly() {
        client.used(ApiHost.TILES, 95);
        sendMany(10);
        assertThat(api.count()).isEqualTo(10);

        client.used(ApiHost.TILES, 95.1);
        client.used(ApiHost.TILES, 96);
        sendMany(5);
        assertThat(api.count()).isEqualTo(10);
        time.advance(Duration.ofSeconds(20));
        assertThat(api.count()).isEqualTo(12);
        assertThat(log.at(Level.WARNING)).singleElement().asString().contains("95.1 % at tiles.example");

        client.used(ApiHost.TILES, 12);
        time.advance(Duration.ofSeconds(3));
        assertThat(api.count()).isEqualTo(15);
    }

    @Test
    void theDaysBudgetIsSpentForAllWhoShareTheFolder() throws Exception {
        PacedClient one = client(PER_MINUTE, budget(3));
        PacedClient other = client(PER_MINUTE, budget(3));
        one.send(TILE);
        other.send(TILE);
        one.send(TILE);
        for (PacedClient spent : List.of(one, other)) {
            assertThatExceptionOfType(DayBudgetSpentException.class)
                    .isThrownBy(() -> spent.send(TILE).await())
                    .withMessageContaining("tiles_per_day=3 is used up for today")
                    .withMessageContaining("until 2026-11-22T00:00:00Z")
                    .withMessageContaining(TILE.label())
                    .satisfies(e -> assertThat(e.retryAt()).hasValue(Instant.parse("2026-11-22T00:00:00Z")));
        }
        assertThat(api.count()).isEqualTo(3);
        one.send(ENTITY);
        assertThat(api.count()).as("the Graph API has no such limit").isEqualTo(4);

        time.advance(Duration.ofHours(14));
        api.then(ANSWER);
        assertThat(one.send(TILE).await()).isSameAs(ANSWER);
    }

    @Test
    void whatCanNotHaveItsTurnTodayFailsAtOnceAndDoesNotWaitForThat() {
        PacedClient narrow = client(1, budget(3));
        List<PendingAnswer> sent = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            sent.add(narrow.send(tile(i)));
        }
        assertThat(catchThrowable(sent.get(3)::await)).isInstanceOf(DayBudgetSpentException.class);
        assertThat(narrow.waiting()).isEqualTo(2);
        sent.get(2).cancel();
        narrow.send(tile(5));
        time.advance(Duration.ofMinutes(2));
        assertThat(api.sent).extracting(each -> each.request().path()).containsExactly("0", "1", "5");
        assertThat(log.at(Level.WARNING)).hasSize(1);
    }

    @Test
    void whatASharedCacheAnswersCostsNoPace() {
        client = client(60, 2, null);
        sendMany(5);
        assertThat(api.count()).isEqualTo(2);

        client.answeredByCache(ApiHost.TILES);
        client.answeredByCache(ApiHost.TILES);
        client.answeredByCache(ApiHost.TILES);

        assertThat(api.count()).isEqualTo(5);
    }

    @Test
    void afterAnswersOfASharedCacheTheOthersStillGoAtThePace() {
        client = client(60, 2, null);
        sendMany(1);
        client.answeredByCache(ApiHost.TILES);
        client.answeredByCache(ApiHost.TILES);
        sendMany(5);

        assertThat(api.count()).as("a burst is no larger").isEqualTo(3);
        time.advance(Duration.ofSeconds(1));
        assertThat(api.count()).isEqualTo(4);
    }

    @Test
    void aSharedCacheDoesNotOpenAHostThatIsNearlyUsedUp() {
        client.used(ApiHost.TILES, 96);
        sendMany(2);
        client.answeredByCache(ApiHost.TILES);

        assertThat(api.count()).isLessThanOrEqualTo(1);
    }

    @Test
    void whatASharedCacheAnswersCostsNoneOfTheDaysBudgetOfAllWhoShareTheFolder() throws Exception {
        PacedClient one = client(PER_MINUTE, budget(3));
        PacedClient other = client(PER_MINUTE, new DayBudget(new DayCount(folder, "tiles.example", time.clock()), 3));
        for (int i = 0; i < 10; i++) {
            one.send(TILE);
            other.send(TILE);
            one.answeredByCache(ApiHost.TILES);
            other.answeredByCache(ApiHost.TILES);
        }
        assertThat(api.count()).isEqualTo(20);

        one.send(TILE);
        other.send(TILE);
        one.send(TILE);
        assertThat(api.count()).isEqualTo(23);
        assertThatExceptionOfType(DayBudgetSpentException.class)
                .isThrownBy(() -> other.send(TILE).await());
    }

    private DayBudget budget(int limit) {
        return new DayBudget(DayCount.shared(folder, "tiles.example", time.clock()), limit);
    }

    private PacedClient client(int perMinute, DayBudget budget) {
        return client(perMinute, perMinute, budget);
    }

    private PacedClient client(int perMinute, int burst, DayBudget budget) {
        return new PacedClient(
                api,
                new PerHost<>(
                        new HostGate.Limits("tiles.example", perMinute, burst, budget),
                        new HostGate.Limits("graph.example", PER_MINUTE, PER_MINUTE, null)),
                time);
    }

    private void sendMany(int number) {
        for (int i = 0; i < number; i++) {
            client.send(TILE);
        }
    }

    private static ApiRequest tile(int number) {
        return ApiRequest.tile(Integer.toString(number));
    }

    private static List<String> paths(int number) {
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            paths.add(Integer.toString(i));
        }
        return paths;
    }
}
