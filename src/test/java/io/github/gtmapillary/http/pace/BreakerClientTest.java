package io.github.gtmapillary.http.pace;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PerHost;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.ScriptedApi;
import io.github.gtmapillary.http.ScriptedApi.Sent;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.VirtualTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BreakerClientTest {

    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);
    private static final Duration PAUSE = BreakerRules.STANDARD.firstPause();

    private final ScriptedApi api = new ScriptedApi();
    private final VirtualTime time = VirtualTime.standing();

    @TempDir
    Path folder;

    private Breaker tiles;
    private Breaker graph;
    private BreakerClient client;
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);

    @BeforeEach
    void wrap() {
        tiles = breaker(ApiHost.TILES, "tiles.example");
        graph = breaker(ApiHost.GRAPH, "graph.example");
        client = new BreakerClient(api, new PerHost<>(tiles, graph));
    }

    private Breaker breaker(ApiHost host, String name) {
        BlockMemory memory = new BlockMemory(folder, BlockFile.key(host, name), new RareWarning(time.clock()));
        return new Breaker(name, BreakerRules.STANDARD, memory, time);
    }

    @AfterEach
    void stopListening() {
        log.close();
    }

    @Test
    void aBlockStopsAllRequestsToItsHostAndToNoOther() throws IOException {
        block();

        assertThatExceptionOfType(AddressBlockedException.class)
                .isThrownBy(() -> client.send(TILE).await())
                .withMessageContaining("blocked for this address until 2026-11-21T11:00:00Z: tiles.example")
                .withMessageContaining("began at 2026-11-21T10:00:00Z")
                .withMessageContaining("about a day, and further requests prolong it")
                .withMessageContaining("mapillary cache --unblock")
                .satisfies(e -> assertThat(e.retryAt()).hasValue(Instant.parse("2026-11-21T11:00:00Z")));
        assertThat(api.count()).isEqualTo(1);
        assertThat(tiles.blockedUntil()).hasValue(Instant.parse("2026-11-21T11:00:00Z"));

        api.then(ANSWER);
        assertThat(client.send(ENTITY).await()).isSameAs(ANSWER);
        assertThat(graph.blockedUntil()).isEmpty();
    }

    @Test
    void theBlockedRequestIsToldForHowLong() {
        api.then(new AddressBlockedException(TILE, "login page"));
        assertThatExceptionOfType(AddressBlockedException.class)
                .isThrownBy(() -> client.send(TILE).await())
                .withMessageStartingWith(
                        "login page; nothing is sent to tiles.example until 2026-11-21T11:00:00Z. Such a block lasts about a day");
    }

    @Test
    void whatIsOnItsWayEndsTooAndIsWarnedOfOnce() {
        PendingAnswer first = client.send(TILE);
        PendingAnswer second = client.send(TILE);
        PendingAnswer third = client.send(TILE);
        Sent one = api.sent.get(0);
        Sent two = api.sent.get(1);
        Sent three = api.sent.get(2);

        two.fail(new AddressBlockedException(TILE, "login page"));

        for (PendingAnswer answer : List.of(first, second, third)) {
            assertThatExceptionOfType(AddressBlockedException.class).isThrownBy(answer::await);
        }
        assertThat(one.cancelled).isTrue();
        assertThat(three.cancelled).isTrue();
        assertThat(log.at(Level.WARNING))
                .singleElement()
                .asString()
                .startsWith("Sending nothing to tiles.example until 2026-11-21T11:00:00Z: login page");
    }

    @Test
    void afterAWhileOneRequestTriesAndItsAnswerLetsAllPass() throws IOException {
        block();
        time.advance(PAUSE);
        PendingAnswer probe = client.send(TILE);
        PendingAnswer other = client.send(TILE);
        assertThat(api.count()).as("the other one waits").isEqualTo(2);
        api.then(ANSWER);

        api.last().answer(ANSWER);

        assertThat(probe.await()).isSameAs(ANSWER);
        assertThat(other.await()).isSameAs(ANSWER);
        assertThat(tiles.blockedUntil()).isEmpty();
        client.send(TILE);
        client.send(TILE);
        assertThat(api.count()).isEqualTo(5);
        assertThat(log.at(Level.INFO)).containsExactly("tiles.example answers this address again");
    }

    @Test
    void aHostThatStillBlocksIsLeftAloneForTwiceAsLong() {
        block();
        time.advance(PAUSE);
        block();
        assertThat(tiles.blockedUntil()).hasValue(Instant.parse("2026-11-21T13:00:00Z"));
        time.advance(PAUSE.multipliedBy(2).minusNanos(1));
        assertThat(catchThrowable(() -> client.send(TILE).await())).isInstanceOf(AddressBlockedException.class);
        assertThat(api.count()).isEqualTo(2);
        for (int i = 0; i < 10; i++) {
            time.advance(Duration.ofHours(24));
            block();
        }
        assertThat(tiles.blockedUntil().orElseThrow())
                .isEqualTo(time.clock().instant().plus(Duration.ofHours(24)).truncatedTo(ChronoUnit.SECONDS));
        assertThat(log.at(Level.WARNING)).as("once for each time").hasSize(12);
    }

    @Test
    void aFailureThatShowsThatTheHostListensEndsTheBlockToo() {
        block();
        time.advance(PAUSE);
        api.then(new TokenRejectedException(TILE, "no token"));
        assertThat(catchThrowable(() -> client.send(TILE).await())).isInstanceOf(TokenRejectedException.class);
        assertThat(tiles.blockedUntil()).isEmpty();
    }

    @Test
    void aTrialThatSaysNothingIsFollowedByAnother() throws IOException {
        block();
        time.advance(PAUSE);
        api.then(new TransientApiException(TILE, "no connection", null, null));
        assertThat(catchThrowable(() -> client.send(TILE).await())).isInstanceOf(TransientApiException.class);
        assertThat(tiles.blockedUntil()).isPresent();

        PendingAnswer given = client.send(TILE);
        assertThat(api.count()).isEqualTo(3);
        given.cancel();
        assertThat(api.last().cancelled).isTrue();

        api.then(ANSWER);
        assertThat(client.send(TILE).await()).isSameAs(ANSWER);
        assertThat(tiles.blockedUntil()).isEmpty();
    }

    @Test
    void aRequestThatWaitsForATrialIsRefusedIfTheHostStillBlocks() {
        block();
        time.advance(PAUSE);
        PendingAnswer probe = client.send(TILE);
        PendingAnswer other = client.send(TILE);

        api.last().fail(new AddressBlockedException(TILE, "login page"));

        assertThat(catchThrowable(probe::await)).isInstanceOf(AddressBlockedException.class);
        assertThatExceptionOfType(AddressBlockedException.class)
                .isThrownBy(other::await)
                .withMessageContaining("until 2026-11-21T13:00:00Z");
        assertThat(api.count()).isEqualTo(2);
    }

    @Test
    void aTrialThatFailsIsFollowedByThatOfOneThatWaits() throws IOException {
        block();
        time.advance(PAUSE);
        PendingAnswer probe = client.send(TILE);
        PendingAnswer next = client.send(TILE);
        PendingAnswer last = client.send(TILE);
        Sent first = api.last();
        api.then(ANSWER).then(ANSWER);

        first.fail(noConnection());

        assertThat(catchThrowable(probe::await)).isInstanceOf(TransientApiException.class);
        assertThat(next.await()).isSameAs(ANSWER);
        assertThat(last.await()).isSameAs(ANSWER);
        assertThat(tiles.blockedUntil()).isEmpty();
    }

    @Test
    void nobodyWaitsForMoreThanThreeTrialsThatFail() {
        block();
        time.advance(PAUSE);
        List<PendingAnswer> trials = List.of(client.send(TILE), client.send(TILE), client.send(TILE));
        PendingAnswer tired = client.send(TILE);

        for (PendingAnswer trial : trials) {
            api.last().fail(noConnection());
            assertThat(catchThrowable(trial::await)).isInstanceOf(TransientApiException.class);
        }

        assertThat(catchThrowable(tired::await)).isInstanceOf(AddressBlockedException.class);
        assertThat(api.count()).isEqualTo(4);
        client.send(TILE);
        assertThat(api.count()).as("the next one tries").isEqualTo(5);
    }

    private static TransientApiException noConnection() {
        return new TransientApiException(TILE, "no connection", null, null);
    }

    @Test
    void aTrialThatIsGivenUpIsLeftToTheNextThatWaits() throws IOException {
        block();
        time.advance(PAUSE);
        PendingAnswer probe = client.send(TILE);
        PendingAnswer gone = client.send(TILE);
        PendingAnswer next = client.send(TILE);
        gone.cancel();
        api.then(ANSWER);

        probe.cancel();

        assertThat(next.await()).isSameAs(ANSWER);
        assertThat(api.count()).as("nothing is sent for the one that had gone").isEqualTo(3);
        assertThat(tiles.blockedUntil()).isEmpty();
    }

    @Test
    void closingEndsThoseThatWaitForATrial() {
        block();
        time.advance(PAUSE);
        client.send(TILE);
        PendingAnswer other = client.send(TILE);
        client.close();
        assertThat(catchThrowable(other::await)).isInstanceOf(RequestCancelledException.class);
        assertThat(api.count()).isEqualTo(2);
    }

    @Test
    void twoBlocksThatComeTogetherAreOne() {
        client.send(TILE);
        PendingAnswer second = client.send(TILE);
        Sent late = api.last();
        // as if it arrived in the moment before it was cancelled
        api.sent.get(0).fail(new AddressBlockedException(TILE, "login page"));
        late.fail(new AddressBlockedException(TILE, "login page"));
        assertThat(catchThrowable(second::await)).isInstanceOf(AddressBlockedException.class);
        assertThat(tiles.blockedUntil()).hasValue(Instant.parse("2026-11-21T11:00:00Z"));
        assertThat(log.at(Level.WARNING)).hasSize(1);
    }

    @Test
    void theClockMayBeSetBackMeanwhile() throws IOException {
        block();
        time.setClock(Instant.parse("2020-01-01T00:00:00Z"));
        time.advance(PAUSE);
        api.then(ANSWER);
        assertThat(client.send(TILE).await()).isSameAs(ANSWER);
    }

    @Test
    void closingEndsAll() {
        PendingAnswer answer = client.send(TILE);
        client.close();
        assertThat(catchThrowable(answer::await)).isInstanceOf(RequestCancelledException.class);
        assertThat(tiles.blockedUntil()).isEmpty();
    }

    private void block() {
        api.then(new AddressBlockedException(TILE, "login page"));
        assertThat(catchThrowable(() -> client.send(TILE).await())).isInstanceOf(AddressBlockedException.class);
    }
}
