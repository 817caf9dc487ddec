package io.github.gtmapillary.http.pace;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static io.github.gtmapillary.http.wire.ApiServer.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.HealthReport;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.ScriptedApi;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.VirtualTime;
import io.github.gtmapillary.http.wire.ApiServer;
import io.github.gtmapillary.http.wire.NoDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retry, breaker and pace together. */
@Timeout(60)
class ResilientClientsTest {

    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);

    @TempDir
    Path folder;

    private final MockWebServer server = new MockWebServer();
    private final VirtualTime time = VirtualTime.standing();
    private final Health health = new Health();
    private final ScriptedApi wire = new ScriptedApi();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        log.close();
        server.close();
    }

    @Test
    void aRepetitionTakesItsTurnAndCountsForTheDayLikeAnyOther() throws IOException {
        ApiClient client = clients(new RateLimits(2, 2, 10, 60, Duration.ofSeconds(30), folder))
                .over(wire);
        wire.then(new TransientApiException(TILE, "passing", null, null))
                .then(ANSWER)
                .then(ANSWER);
        PendingAnswer first = client.send(TILE);
        client.send(ENTITY.expectingData());
        PendingAnswer other = client.send(ApiRequest.tile("other"));
        assertThat(other.await()).as("before the repetition").isSameAs(ANSWER);

        time.advance(Duration.ofMillis(500));
        assertThat(wire.count()).as("both of the minute are gone").isEqualTo(3);
        assertThat(health.report().waiting()).isEqualTo(1);
        time.advance(Duration.ofSeconds(30));

        assertThat(wire.last().request()).isEqualTo(TILE);
        wire.last().answer(ANSWER);
        assertThat(first.await()).isSameAs(ANSWER);
        HealthReport report = health.report();
        assertThat(report.requests()).isEqualTo(4);
        assertThat(report.retries()).isEqualTo(1);
        assertThat(report.bytes()).isEqualTo(3);
        assertThat(report.tilesLeftToday()).hasValue(7L);
    }

    @Test
    void aBlockEndsWhatWaitsForItsTurn() {
        ApiClient client = clients(new RateLimits(1, 1, 10, 60, Duration.ofSeconds(30), folder))
                .over(wire);
        PendingAnswer sent = client.send(TILE);
        PendingAnswer waiting = client.send(TILE);
        assertThat(health.report().waiting()).isEqualTo(1);

        wire.last().fail(new AddressBlockedException(TILE, "login page"));

        assertThat(List.of(catchThrowable(sent::await), catchThrowable(waiting::await)))
                .allMatch(AddressBlockedException.class::isInstance);
        HealthReport report = health.report();
        assertThat(report.waiting()).isZero();
        assertThat(report.tilesBlockedUntil()).hasValue(Instant.parse("2026-11-21T11:00:00Z"));
        assertThat(report.graphBlockedUntil()).isEmpty();
        assertThat(report.failures()).isEqualTo(Map.of(FailureKind.BLOCKED, 2L));
        time.advance(Duration.ofMinutes(4));
        assertThat(wire.count()).isEqualTo(1);
    }

    @Test
    void cancellingGoesThroughToTheWire() {
        ApiClient client = clients(new RateLimits(1, 1, 10, 60, Duration.ofSeconds(30), folder))
                .over(wire);
        client.send(TILE).cancel();
        assertThat(wire.last().cancelled).isTrue();
    }

    @Test
    void closingGoesThroughToTheWire() {
        ApiClient client = clients(new RateLimits(1, 1, 10, 60, Duration.ofSeconds(30), folder))
                .over(wire);
        List<PendingAnswer> all = new ArrayList<>();
        wire.then(new TransientApiException(TILE, "passing", null, null));
        for (int i = 0; i < 3; i++) {
            all.add(client.send(TILE));
        }
        client.close();
        for (PendingAnswer answer : all) {
            assertThat(catchThrowable(answer::await)).isInstanceOf(RequestCancelledException.class);
        }
        assertThat(wire.isClosed()).isTrue();
        assertThat(time.isClosed()).isTrue();
    }

    @Test
    void nothingIsTouchedBeforeTheFirstRequestAndNoFileWithoutALimit() throws IOException {
        Path none = folder.resolve("none");
        clients(new RateLimits(240, 240, 40_000, 5000, Duration.ofSeconds(30), none))
                .over(wire)
                .close();
        assertThat(none).doesNotExist();

        ApiClient unlimited = clients(
                        new RateLimits(240, 240, RateLimits.UNLIMITED, 5000, Duration.ofSeconds(30), none))
                .over(new ScriptedApi().then(ANSWER));
        assertThat(unlimited.send(TILE).await()).isSameAs(ANSWER);
        assertThat(none).doesNotExist();
        assertThat(health.report().tilesLeftToday()).isEmpty();
    }

    @Test
    void theFolderOfTheCountIsForItsOwnerAlone() throws IOException {
        Path below = folder.resolve("a").resolve("b");
        wire.then(ANSWER);
        clients(new RateLimits(240, 240, 40_000, 5000, Duration.ofSeconds(30), below))
                .over(wire)
                .send(TILE)
                .await();
        assertThat(below.resolve("requests-per-day")).isRegularFile();
        assertThat(Files.getPosixFilePermissions(below)).hasSize(3);
    }

    @Test
    void whatHostsSayOfTheirLimitsSlowsThePace() throws IOException {
        try (ApiClient client = clients(new RateLimits(60, 60, 1000, 60, Duration.ofSeconds(30), folder))
                .connect(NoDisk.cache())) {
            server.enqueue(status(404)
                    .setHeader("x-app-usage", "{\"call_count\":12,\"call_volume\":96.5}")
                    .build());
            client.send(TILE).await();
            server.enqueue(
                    status(404).setHeader("X-App-Usage", "{\"call_count\":95}").build());
            PendingAnswer slow = client.send(TILE);
            time.advance(Duration.ofSeconds(9));
            assertThat(server.getRequestCount()).isEqualTo(1);
            time.advance(Duration.ofSeconds(1));
            slow.await();
            assertThat(server.getRequestCount()).isEqualTo(2);
            assertThat(log.at(Level.WARNING)).singleElement().asString().contains("96.5 %");

            server.enqueue(status(404).build());
            PendingAnswer again = client.send(TILE);
            time.advance(Duration.ofSeconds(1));
            again.await();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HIT", "UPDATING"})
    void aTileThatASharedCacheHasCostsNoPace(String cacheStatus) throws IOException {
        try (ApiClient client = clients(new RateLimits(60, 1, 1000, 60, Duration.ofSeconds(30), folder))
                .connect(NoDisk.cache())) {
            for (int i = 0; i < 5; i++) {
                server.enqueue(
                        status(404).setHeader("X-Cache-Status", cacheStatus).build());
                client.send(TILE).await();
            }
            assertThat(server.getRequestCount()).as("at one moment").isEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MISS", "EXPIRED", "STALE"})
    void aTileThatASharedCacheHadToAskForCostsPace(String cacheStatus) throws IOException {
        try (ApiClient client = clients(new RateLimits(60, 1, 1000, 60, Duration.ofSeconds(30), folder))
                .connect(NoDisk.cache())) {
            server.enqueue(status(404).setHeader("X-Cache-Status", cacheStatus).build());
            client.send(TILE).await();
            server.enqueue(status(404).build());
            PendingAnswer second = client.send(TILE);
            time.advance(Duration.ofMillis(999));
            assertThat(server.getRequestCount()).isEqualTo(1);

            time.advance(Duration.ofMillis(1));
            second.await();
            assertThat(server.getRequestCount()).isEqualTo(2);
        }
    }

    /** A request that fails is sent five times. */
    @Test
    void aTileThatASharedCacheHoldsBackIsAskedForUntilItComesAndCountsOnceForTheDay() throws IOException {
        for (int i = 0; i < 7; i++) {
            wire.then(TransientApiException.heldBack(TILE, "held back", Duration.ofSeconds(1)));
        }
        wire.then(ANSWER);
        PendingAnswer answer = clients(new RateLimits(600, 10, 1000, 60, Duration.ofSeconds(30), folder))
                .over(wire)
                .send(TILE);
        time.advance(Duration.ofSeconds(7));

        assertThat(answer.await()).isSameAs(ANSWER);
        assertThat(wire.count()).isEqualTo(8);
        assertThat(health.report().tilesLeftToday()).hasValue(999L);
        assertThat(health.report().failures()).isEmpty();
    }

    @Test
    void aLimitHasToBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimits(0, 1, 1, 1, Duration.ofSeconds(30), folder))
                .withMessageContaining("tiles_per_minute");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimits(1, 0, 1, 1, Duration.ofSeconds(30), folder))
                .withMessageContaining("tiles_burst");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimits(1, 1, -1, 1, Duration.ofSeconds(30), folder))
                .withMessageContaining("tiles_per_day");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RateLimits(1, 1, 1, 0, Duration.ofSeconds(30), folder))
                .withMessageContaining("graph_per_minute");
    }

    private ResilientClients clients(RateLimits settings) {
        return new ResilientClients(
                ApiServer.settings(server.url("/").toString(), 2, Duration.ofSeconds(20)),
                settings,
                RetryRules.STANDARD,
                BreakerRules.STANDARD,
                time,
                () -> 0, // shortens no pause
                health);
    }
}
