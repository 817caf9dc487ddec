package io.github.gtmapillary.http.pace;

import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.Counters;
import io.github.gtmapillary.http.FakeClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.TestClock;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.files.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DailyCountersClientTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path temporary;

    private final TestClock clock = new TestClock();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @AfterEach
    void stopListening() {
        log.close();
    }

    /** A store whose requests count as one each. */
    private final class Store {
        private final FakeClient wire = new FakeClient();
        private final Health health = new Health();
        private final ApiClient client = DailyCountersClient.around(
                new CountingClient(wire, health),
                new RateLimits(60, 60, 100, 60, Duration.ofSeconds(30), folder()),
                health,
                clock);

        Store() {
            wire.answers(ApiAnswer.of(new byte[] {1}, 10));
        }

        Store send(int times) throws IOException {
            for (int i = 0; i < times; i++) {
                assertThat(client.send(TILE).await().bytesReceived()).isEqualTo(10);
            }
            return this;
        }

        void close() {
            client.close();
            assertThat(wire.closed).isTrue();
        }
    }

    @Test
    void aStoreThatIsClosedAddsWhatItHasDone() throws IOException {
        Store store = new Store().send(3);
        store.health.hit();
        store.health.retried();
        store.health.failed(new TokenRejectedException(TILE, "refused"));
        assertThat(folder()).as("not with each request").doesNotExist();
        store.close();
        store.close();
        Counters counted = counted();
        assertThat(counted.requests()).isEqualTo(3);
        assertThat(counted.bytes()).isEqualTo(30);
        assertThat(counted.cacheHits()).isEqualTo(1);
        assertThat(counted.retries()).isEqualTo(1);
        assertThat(counted.failures()).isEqualTo(Map.of(FailureKind.TOKEN, 1L));
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aStoreThatGoesOnAddsItEachMinute() throws IOException {
        Store store = new Store().send(3);
        clock.pass(MINUTE.minusMillis(1));
        store.send(1);
        assertThat(counted().requests()).isZero();
        clock.pass(Duration.ofMillis(1));
        store.send(1);
        assertThat(counted().requests()).isEqualTo(4);
        store.send(5);
        assertThat(counted().requests()).isEqualTo(4);
        store.close();
        assertThat(counted().requests()).isEqualTo(10);
    }

    @Test
    void aClockThatWasSetBackDoesNotKeepItFromThat() throws IOException {
        Store store = new Store().send(3);
        clock.pass(Duration.ofHours(-2));
        store.send(1);
        assertThat(counted().requests()).isEqualTo(3);
    }

    @Test
    void storesOfAFolderAddUp() throws IOException {
        Store one = new Store().send(3);
        Store other = new Store().send(4);
        clock.pass(MINUTE);
        other.send(1);
        one.send(1);
        one.close();
        new Store().send(2).close();
        other.close();
        assertThat(counted().requests()).isEqualTo(3 + 4 + 1 + 1 + 2);
        assertThat(counted().bytes()).isEqualTo(110);
    }

    @Test
    void aNewDayBeginsAtZero() throws IOException {
        Store store = new Store().send(3);
        clock.pass(MINUTE);
        store.send(1);
        assertThat(counted().requests()).isEqualTo(3);
        clock.pass(Duration.ofDays(1));
        assertThat(counted().requests()).isZero();
        store.send(2);
        store.close();
        assertThat(counted().requests()).as("those after midnight").isEqualTo(2);
    }

    @Test
    void whatCouldNotBeAddedWhileAnotherProcessWasAtTheFileIsAddedLater() throws IOException {
        Files.createDirectories(folder());
        Store store = new Store().send(3);
        Store ended = new Store().send(4);
        try (LockHolder other = new LockHolder(List.of(folder().resolve("requests-per-day.lock")))) {
            assertThat(other).isNotNull();
            clock.pass(MINUTE);
            store.send(1);
            ended.close(); // does not wait for long, and what it has done is lost
            assertThat(counted().requests()).isZero();
        }
        store.close();
        assertThat(counted().requests()).isEqualTo(4);
        assertThat(log.warnings()).isEmpty();
    }

    @Test
    void aDamagedFileIsWarnedOfOnceAndBeginsAnew() throws IOException {
        Store store = new Store().send(3);
        for (int i = 0; i < 2; i++) {
            Files.createDirectories(folder());
            Files.writeString(folder().resolve("requests-per-day"), "nonsense");
            clock.pass(MINUTE);
            store.send(1);
        }
        store.close();
        assertThat(counted().requests()).isEqualTo(2);
        assertThat(log.warnings()).singleElement().asString().contains("damaged", "requests-per-day", "nonsense");
    }

    /** Tiles and counters are in one file: neither may spoil the other. */
    @Test
    void theBudgetOfTheDayIsLeftAlone() throws IOException {
        DayCount tiles = new DayCount(folder(), "tiles.example", clock);
        for (int i = 0; i < 7; i++) {
            assertThat(tiles.take(10)).isTrue();
        }
        Files.writeString(folder().resolve("requests-per-day"), "nonsense\n", StandardOpenOption.APPEND);
        new Store().send(3).close();
        assertThat(log.warnings()).singleElement().asString().contains("damaged", "nonsense");
        assertThat(new DayCount(folder(), "tiles.example", clock).left(10))
                .as("after a restart")
                .isEqualTo(3);
        assertThat(tiles.take(10)).isTrue();
        assertThat(DayUsage.today(folder(), clock).tiles()).isEqualTo(Map.of("tiles.example", 8L));
        assertThat(counted().requests()).isEqualTo(3);
    }

    @Test
    void aFolderThatCannotBeHadIsWarnedOfOnceAndCostsNoRequest() throws IOException {
        // a file in its place, as root may write anywhere
        Files.writeString(folder(), "");
        Store store = new Store();
        for (int i = 0; i < 3; i++) {
            store.send(1);
            clock.pass(MINUTE);
        }
        store.close();
        assertThat(store.wire.sent).hasSize(3);
        assertThat(log.warnings()).singleElement().asString().contains(folder().toString(), "cache_dir");
    }

    @Test
    void aClientThatHasDoneNothingTouchesNothing() {
        new Store().close();
        assertThat(folder()).doesNotExist();
    }

    @Test
    void withoutABudgetNothingIsRecorded() {
        FakeClient wire = new FakeClient();
        RateLimits unlimited = new RateLimits(60, 60, RateLimits.UNLIMITED, 60, Duration.ofSeconds(30), folder());
        assertThat(DailyCountersClient.around(wire, unlimited, new Health(), clock))
                .isSameAs(wire);
    }

    private Counters counted() throws IOException {
        return DayUsage.today(folder(), clock).counters();
    }

    private Path folder() {
        return temporary.resolve("cache");
    }
}
