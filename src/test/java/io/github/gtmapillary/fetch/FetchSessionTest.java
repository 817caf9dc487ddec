package io.github.gtmapillary.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.gtmapillary.fetch.FetchSession.SentRequest;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestLimit;
import io.github.gtmapillary.plan.TooManyRequestsException;
import io.github.gtmapillary.schema.MapillaryTypes;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FetchSessionTest {
    private static final ApiRequest TILE = ApiRequest.tile("a/tile");
    private static final ApiRequest ENTITIES = ApiRequest.graph("images", Map.of());

    private final FakeApi api = new FakeApi();
    private final FetchSettings settings = new FetchSettings(3, FailedTiles.FAIL, new RequestLimit(1));
    private final FetchTally tally = new FetchTally(
            () -> 0,
            Scans.of(MapillaryTypes.IMAGES, 1),
            settings.graphLimit(),
            new FetchWarnings(InstantSource.system()));
    private final FetchSession session = new FetchSession(api, settings, tally);

    @Test
    void aRequestIsSentAndCounted() throws IOException {
        session.send(TILE);
        assertThat(api.asked).containsExactly("a/tile");
        assertThat(tally.report().requests()).isEqualTo(1);
    }

    @Test
    void aRequestBeyondTheLimitIsNotSent() throws IOException {
        session.send(ENTITIES);
        assertThatExceptionOfType(TooManyRequestsException.class).isThrownBy(() -> session.send(ENTITIES));
        assertThat(api.asked).containsExactly("images");
    }

    @Test
    void anAnswerIsCountedWhenItIsRead() throws IOException {
        api.answering("a/tile", request -> ApiAnswer.of(new byte[5], 7));
        SentRequest sent = session.send(TILE);
        assertThat(tally.report().bytes()).isZero();
        session.await(sent);
        assertThat(tally.report().bytes()).isEqualTo(7);
    }

    @Test
    void closingCancelsOnlyRequestsWhoseAnswersWereNotRead() throws IOException {
        session.await(session.send(TILE));
        session.send(ENTITIES);
        session.close();
        assertThat(api.cancelled).containsExactly("images");
    }

    @Test
    void aRequestThatFailedIsNotCancelled() throws IOException {
        api.answering("a/tile", request -> {
            throw new TransientApiException(request, "a fault on the line", null, null);
        });
        SentRequest sent = session.send(TILE);
        assertThatExceptionOfType(TransientApiException.class).isThrownBy(() -> session.await(sent));
        session.close();
        assertThat(api.cancelled).isEmpty();
    }

    @Test
    void aClosedSessionNeitherSendsNorCountsARequest() {
        session.close();
        assertThatExceptionOfType(ReaderClosedException.class).isThrownBy(() -> session.send(TILE));
        assertThat(api.asked).isEmpty();
        assertThat(tally.report().requests()).isZero();
    }

    @Test
    void twoRequestsForEachConnectionMayBeUnderWay() {
        assertThat(session.twoEach()).isEqualTo(new ReadAhead(6, 6));
    }

    @Test
    void aReaderThatMayStopEarlyBeginsWithOneRequest() {
        assertThat(session.twoEach(new ReadOptions(Projection.ID_ONLY, false, true)))
                .isEqualTo(new ReadAhead(1, 6));
    }
}
