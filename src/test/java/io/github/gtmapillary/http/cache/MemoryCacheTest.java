package io.github.gtmapillary.http.cache;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.LogLines;
import io.github.gtmapillary.http.AddressBlockedException;
import io.github.gtmapillary.http.AnswerSource;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.FakeClient;
import io.github.gtmapillary.http.Health;
import io.github.gtmapillary.http.ParsedBody;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.RareWarning;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.TestClock;
import io.github.gtmapillary.http.TokenRejectedException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules for every cache, tested on the one in memory. */
@Timeout(20)
class MemoryCacheTest {

    private static final Duration TTL = Duration.ofHours(24);
    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a, 2, 3}, 2);

    private final TestClock clock = new TestClock();
    private final FakeClient inside = new FakeClient();
    private final Health health = new Health();
    private final LogLines log = LogLines.ofPackageOf(ApiClient.class);
    private ApiClient client = caching(1 << 20, TTL);

    private CachingClient caching(long bytes, Duration ttl) {
        return new CachingClient(
                inside,
                new MemoryAnswers(bytes, clock),
                AnswerSource.MEMORY,
                new AgeRule(ttl, clock),
                new RareWarning(clock),
                health);
    }

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void whatHasComeOnceIsNotAskedForAgain() throws IOException {
        inside.answers(ANSWER);
        ApiAnswer first = client.send(TILE).await();
        clock.pass(Duration.ofHours(23));
        ApiAnswer second = client.send(TILE).await();

        assertThat(inside.sent).containsExactly(TILE);
        assertThat(first.source()).isEqualTo(AnswerSource.NETWORK);
        assertThat(second.source()).isEqualTo(AnswerSource.MEMORY);
        assertThat(second.age()).isEqualTo(Duration.ofHours(23));
        assertThat(second.body()).isSameAs(ANSWER.body());
        assertThat(second.bytesReceived()).isZero();
    }

    @Test
    void whatIsTooOldIsAskedForAgain() throws IOException {
        inside.answers(ANSWER);
        client.send(TILE).await();
        clock.pass(TTL);
        assertThat(client.isCached(TILE)).isFalse();
        assertThat(client.send(TILE).await().source()).isEqualTo(AnswerSource.NETWORK);
        assertThat(inside.sent).hasSize(2);
    }

    @Test
    void theAgeCountsFromTheWireAndNotFromTheDiskBelow() throws IOException {
        inside.answers(ANSWER.kept(AnswerSource.DISK, Duration.ofHours(20)));
        client.send(TILE).await();
        clock.pass(Duration.ofHours(3));
        assertThat(client.send(TILE).await().age()).isEqualTo(Duration.ofHours(23));
        clock.pass(Duration.ofHours(1));
        client.send(TILE).await();
        assertThat(inside.sent).hasSize(2);
    }

    @Test
    void whatWasKeptBeforeTheClockWasSetBackIsAskedForAgain() throws IOException {
        inside.answers(ANSWER);
        client.send(TILE).await();
        clock.pass(Duration.ofDays(-2));
        client.send(TILE).await();
        assertThat(inside.sent).hasSize(2);
        client.send(TILE).await();
        assertThat(inside.sent).hasSize(2);
    }

    @Test
    void thatNothingIsThereIsKeptForTenMinutes() throws IOException {
        inside.answers(ApiAnswer.absent(9));
        client.send(TILE).await();
        clock.pass(Duration.ofMinutes(10).minusMillis(1));
        assertThat(client.send(TILE).await().exists()).isFalse();
        assertThat(inside.sent).hasSize(1);
        clock.pass(Duration.ofMillis(1));
        client.send(TILE).await();
        assertThat(inside.sent).hasSize(2);
    }

    @Test
    void orShorterIfEverythingIsKeptShorter() throws IOException {
        client = caching(1 << 20, Duration.ofMinutes(3));
        inside.answers(ApiAnswer.absent(9));
        client.send(TILE).await();
        clock.pass(Duration.ofMinutes(3));
        client.send(TILE).await();
        assertThat(inside.sent).hasSize(2);
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new TransientApiException(TILE, "down", null, null),
                new AddressBlockedException(TILE, "blocked"),
                new TokenRejectedException(TILE, "refused"),
                new UnexpectedAnswerException(TILE, "what?", 418, null),
                RequestCancelledException.byClosing(TILE),
                new IOException("closed"),
                new IllegalStateException("a mistake"),
                new OutOfMemoryError("a test"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aFailureIsNotKept(Throwable failure) throws IOException {
        inside.fails(failure);
        assertThat(catchThrowable(client.send(TILE)::await)).isSameAs(failure);
        assertThat(client.isCached(TILE)).isFalse();
        inside.answers(ANSWER);
        assertThat(client.send(TILE).await()).isSameAs(ANSWER);
        assertThat(log.warnings()).isEmpty();
    }

    static Stream<ApiException> outages() {
        return Stream.of(
                new TransientApiException(TILE, "tiles host is down", null, null),
                new AddressBlockedException(TILE, "blocked until tomorrow"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void aTileThatIsTooOldServesWhenTheHostCannotBeAsked(ApiException outage) throws IOException {
        inside.answers(ANSWER);
        client.send(TILE).await();
        clock.pass(Duration.ofHours(30));
        inside.fails(outage);

        ApiAnswer stale = client.send(TILE).await();

        assertThat(stale.source()).isEqualTo(AnswerSource.STALE);
        assertThat(stale.age()).isEqualTo(Duration.ofHours(30));
        assertThat(stale.body()).isEqualTo(ANSWER.body());
        assertThat(stale.bytesReceived()).isZero();
        assertThat(inside.sent).hasSize(2);
        assertThat(log.warnings())
                .singleElement()
                .asString()
                .contains("past their age")
                .contains(outage.getMessage());
    }

    @Test
    void anOutageIsWarnedOfOnceAndAgainAfterAnHour() throws IOException {
        inside.answers(ANSWER);
        List<ApiRequest> tiles = List.of(ApiRequest.tile("a"), ApiRequest.tile("b"), ApiRequest.tile("c"));
        for (ApiRequest tile : tiles) {
            client.send(tile).await();
        }
        clock.pass(TTL);
        inside.fails(new TransientApiException(TILE, "down", null, null));
        for (ApiRequest tile : tiles) {
            client.send(tile).await();
        }
        assertThat(log.warnings()).hasSize(1);
        inside.fails(new AddressBlockedException(TILE, "blocked"));
        client.send(tiles.get(0)).await();
        assertThat(log.warnings()).hasSize(2);
        clock.pass(Duration.ofHours(1));
        client.send(tiles.get(0)).await();
        assertThat(log.warnings()).hasSize(3);
    }

    @Test
    void aTileThatIsPastItsAgeIsNotMadeYoungByServing() throws IOException {
        inside.answers(ANSWER.kept(AnswerSource.STALE, Duration.ofHours(30)));
        client.send(TILE).await();
        assertThat(client.isCached(TILE)).isFalse();
        client.send(TILE).await();
        assertThat(inside.sent).hasSize(2);
    }

    static Stream<ApiException> refusals() {
        return Stream.of(
                new TokenRejectedException(TILE, "refused"),
                new UnexpectedAnswerException(TILE, "what?", 418, null),
                new TransientApiException(ENTITY, "down", null, null),
                new AddressBlockedException(ENTITY, "blocked"),
                new UnknownEntityException(ENTITY, "unknown"),
                new TooMuchDataException(ENTITY, "too much"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void nothingOldServesWhereTheHostSaidNoOrForEntities(ApiException refusal) throws IOException {
        inside.answers(ANSWER);
        client.send(refusal.request()).await();
        clock.pass(TTL);
        inside.fails(refusal);
        assertThat(catchThrowable(client.send(refusal.request())::await)).isSameAs(refusal);
    }

    @Test
    void thatNothingWasThereDoesNotServeWhenItIsOld() throws IOException {
        inside.answers(ApiAnswer.absent(0));
        client.send(TILE).await();
        clock.pass(Duration.ofMinutes(11));
        inside.fails(new TransientApiException(TILE, "down", null, null));
        assertThatExceptionOfType(TransientApiException.class).isThrownBy(client.send(TILE)::await);
    }

    @Test
    void whatIsForgottenIsAskedForAgain() throws IOException {
        inside.answers(ANSWER);
        client.send(TILE).await();
        client.forget(TILE);
        assertThat(inside.forgotten).containsExactly(TILE);
        assertThat(client.isCached(TILE)).isFalse();
        inside.fails(new TransientApiException(TILE, "down", null, null));
        assertThatExceptionOfType(TransientApiException.class).isThrownBy(client.send(TILE)::await);
    }

    @Test
    void bytesAreBounded() throws IOException {
        client = caching(10_000, TTL);
        inside.answers(ApiAnswer.of(new byte[3_000], 3_000));
        for (int i = 0; i < 50; i++) {
            client.send(ApiRequest.tile("tile" + i)).await();
        }
        long kept = 0;
        for (int i = 0; i < 50; i++) {
            kept += client.isCached(ApiRequest.tile("tile" + i)) ? 1 : 0;
        }
        assertThat(kept).isBetween(1L, 3L);
    }

    @Test
    void whatIsLargerThanAllMemoryForItIsNotKept() throws IOException {
        client = caching(10_000, TTL);
        inside.answers(ApiAnswer.of(new byte[20_000], 1));
        assertThat(client.send(TILE).await().body()).hasSize(20_000);
        assertThat(client.isCached(TILE)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9_000})
    void manyEmptyAnswersAreBoundedToo(int bytes) throws IOException {
        client = caching(bytes, TTL);
        inside.answers(ApiAnswer.absent(0));
        for (int i = 0; i < 100; i++) {
            client.send(ApiRequest.tile("tile" + i)).await();
        }
        long kept = 0;
        for (int i = 0; i < 100; i++) {
            kept += client.isCached(ApiRequest.tile("tile" + i)) ? 1 : 0;
        }
        assertThat(kept).isLessThan(30);
    }

    @Test
    void givingTheAnswerUpGivesTheRequestInsideUp() {
        PendingAnswer answer = client.send(TILE);
        answer.cancel();
        assertThat(inside.cancelled).containsExactly(TILE);
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(answer::await);
    }

    @Test
    void closingEndsWhatHasNotCome() {
        PendingAnswer answer = client.send(TILE);
        client.close();
        assertThat(inside.closed).isTrue();
        assertThatExceptionOfType(RequestCancelledException.class)
                .isThrownBy(answer::await)
                .withMessageContaining("the data store was closed");
    }

    private record Parsed(long size) implements ParsedBody {}

    private @Nullable ParsedBody parsed() throws IOException {
        return client.send(TILE).await().parsed();
    }

    @Test
    void whatAReaderMadeOfAnAnswerComesWithItTheNextTime() throws IOException {
        inside.answers(ANSWER);
        ApiAnswer first = client.send(TILE).await();
        assertThat(first.parsed()).isNull();
        client.keepParsed(TILE, first.parsedAs(new Parsed(100)));
        assertThat(parsed()).isEqualTo(new Parsed(100));
    }

    @Test
    void whatWasMadeOfAnotherBodyIsNotTakenForThisOne() throws IOException {
        inside.answers(ANSWER);
        client.send(TILE).await();
        client.keepParsed(TILE, ApiAnswer.of(ANSWER.body().clone(), 2).parsedAs(new Parsed(100)));
        assertThat(parsed()).isNull();
    }

    @Test
    void theLargerOfTwoReadersResultsStays() throws IOException {
        inside.answers(ANSWER);
        ApiAnswer answer = client.send(TILE).await();
        client.keepParsed(TILE, answer.parsedAs(new Parsed(100)));
        client.keepParsed(TILE, answer.parsedAs(new Parsed(50)));
        assertThat(parsed()).isEqualTo(new Parsed(100));
        client.keepParsed(TILE, answer.parsedAs(new Parsed(150)));
        assertThat(parsed()).isEqualTo(new Parsed(150));
    }

    @Test
    void whatIsTooLargeWithItsParsedBodyStaysWithoutIt() throws IOException {
        client = caching(10_000, TTL);
        inside.answers(ApiAnswer.of(new byte[8_000], 1));
        client.keepParsed(TILE, client.send(TILE).await().parsedAs(new Parsed(4_000)));
        assertThat(client.isCached(TILE)).isTrue();
        assertThat(parsed()).isNull();
    }

    @Test
    void whatGrowsTooLargeLosesWhatWasMadeOfItBefore() throws IOException {
        client = caching(10_000, TTL);
        inside.answers(ApiAnswer.of(new byte[8_000], 1));
        ApiAnswer answer = client.send(TILE).await();
        client.keepParsed(TILE, answer.parsedAs(new Parsed(1_000)));
        assertThat(parsed()).isEqualTo(new Parsed(1_000));
        client.keepParsed(TILE, answer.parsedAs(new Parsed(4_000)));
        assertThat(client.isCached(TILE)).isTrue();
        assertThat(parsed()).isNull();
    }

    /** Four answers of 2,000 bytes have room in 14,000 bytes. Once 2,000 bytes were made of each, only three have. */
    @Test
    void parsedBodiesCountInTheBound() throws IOException {
        client = caching(14_000, TTL);
        inside.answers(ApiAnswer.of(new byte[2_000], 1));
        for (int i = 0; i < 4; i++) {
            client.send(ApiRequest.tile("tile" + i)).await();
        }
        assertThat(kept(4)).isEqualTo(4);
        for (int i = 0; i < 4; i++) {
            ApiRequest tile = ApiRequest.tile("tile" + i);
            client.keepParsed(tile, client.send(tile).await().parsedAs(new Parsed(2_000)));
        }
        assertThat(kept(4)).isBetween(1L, 3L);
    }

    private long kept(int tiles) {
        return IntStream.range(0, tiles)
                .filter(i -> client.isCached(ApiRequest.tile("tile" + i)))
                .count();
    }

    @Test
    void aForgottenAnswerIsForgottenWithItsParsedBody() throws IOException {
        inside.answers(ANSWER);
        client.keepParsed(TILE, client.send(TILE).await().parsedAs(new Parsed(100)));
        client.forget(TILE);
        assertThat(parsed()).isNull();
    }
}
