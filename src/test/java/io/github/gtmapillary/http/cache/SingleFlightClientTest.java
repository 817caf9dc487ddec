package io.github.gtmapillary.http.cache;

import static io.github.gtmapillary.http.wire.ApiServer.ENTITY;
import static io.github.gtmapillary.http.wire.ApiServer.TILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.FakeClient;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.http.PromisedAnswer;
import io.github.gtmapillary.http.RequestCancelledException;
import io.github.gtmapillary.http.TransientApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SingleFlightClientTest {

    private static final ApiAnswer ANSWER = ApiAnswer.of(new byte[] {0x1a}, 1);

    private final FakeClient inside = new FakeClient();
    private final SingleFlightClient client = new SingleFlightClient(inside);

    @Test
    void equalRequestsUnderWayAreMadeOnce() throws IOException {
        PendingAnswer first = client.send(TILE);
        PendingAnswer second = client.send(ApiRequest.tile(TILE.path()));
        PendingAnswer other = client.send(ENTITY);
        assertThat(inside.sent).containsExactly(TILE, ENTITY);

        inside.promised.get(0).complete(ANSWER);

        assertThat(first.await()).isSameAs(ANSWER);
        assertThat(second.await()).isSameAs(ANSWER);
        assertThat(((PromisedAnswer) other).isDone()).isFalse();
    }

    @Test
    void whatHasEndedIsMadeAgain() {
        inside.answers(ANSWER);
        client.send(TILE);
        client.send(TILE);
        assertThat(inside.sent).containsExactly(TILE, TILE);
    }

    @Test
    void cancellingOneLeavesTheOthersAlone() throws IOException {
        PendingAnswer first = client.send(TILE);
        PendingAnswer second = client.send(TILE);
        first.cancel();
        assertThat(inside.cancelled).isEmpty();
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(first::await);

        inside.promised.get(0).complete(ANSWER);

        assertThat(second.await()).isSameAs(ANSWER);
        assertThatExceptionOfType(RequestCancelledException.class).isThrownBy(first::await);
    }

    @Test
    void whenAllHaveCancelledTheRequestIsCancelledToo() {
        PendingAnswer first = client.send(TILE);
        PendingAnswer second = client.send(TILE);
        first.cancel();
        first.cancel();
        assertThat(inside.cancelled).isEmpty();
        second.cancel();
        assertThat(inside.cancelled).containsExactly(TILE);
    }

    @Test
    void aCallerAfterAllHaveCancelledGetsItsOwnRequest() throws IOException {
        client.send(TILE).cancel();
        PendingAnswer late = client.send(TILE);
        assertThat(inside.sent).containsExactly(TILE, TILE);
        inside.promised.get(1).complete(ANSWER);
        assertThat(late.await()).isSameAs(ANSWER);
    }

    @Test
    void aFailureReachesAllAndIsNotRemembered() throws IOException {
        PendingAnswer first = client.send(TILE);
        PendingAnswer second = client.send(TILE);
        IOException failure = new TransientApiException(TILE, "down", null, null);
        inside.promised.get(0).fail(failure);
        assertThat(catchThrowable(first::await)).isSameAs(failure).isSameAs(catchThrowable(second::await));

        inside.answers(ANSWER);
        assertThat(client.send(TILE).await()).isSameAs(ANSWER);
    }

    @Test
    void interruptingOneWaiterLeavesTheOthersAlone() throws IOException {
        PendingAnswer first = client.send(TILE);
        PendingAnswer second = client.send(TILE);
        Thread.currentThread().interrupt();
        assertThat(catchThrowable(first::await)).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        inside.promised.get(0).complete(ANSWER);
        assertThat(second.await()).isSameAs(ANSWER);
    }

    @Test
    void aMistakeInsideReachesWhoeverWaitsAndLeavesNothingBehind() throws IOException {
        inside.refuses(new IllegalStateException("a mistake"));
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(client.send(TILE)::await)
                .withMessage("a mistake");
        inside.answers(ANSWER);
        assertThat(client.send(TILE).await()).isSameAs(ANSWER);
    }

    @Test
    void handsOnWhatIsToBeForgottenAndClosed() {
        client.forget(TILE);
        client.close();
        assertThat(inside.forgotten).containsExactly(TILE);
        assertThat(inside.closed).isTrue();
    }
}
