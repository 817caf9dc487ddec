package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.Patience;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.schema.Positions;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Function;

/**
 * One read of one plan. All rows of the plan send their requests through it, so that the requests are counted in one tally, share one
 * bound on waiting, and are cancelled together.
 *
 * <p>One thread reads; any thread may {@link #close()} the session at any time.
 */
final class FetchSession implements Closeable {

    /**
     * A request whose answer has not been read yet.
     *
     * @param answer {@link #await} waits for it
     */
    record SentRequest(ApiRequest request, PendingAnswer answer) {}

    private final ApiClient client;
    private final FetchSettings settings;
    private final FetchTally tally;
    private final Patience patience;
    private final CancellationScope scope = new CancellationScope();

    /**
     * Begins a read; sends nothing.
     *
     * @param settings how many requests run at a time, and whether the read continues without a tile that keeps failing
     */
    FetchSession(ApiClient client, FetchSettings settings, FetchTally tally) {
        this.client = client;
        this.settings = settings;
        this.tally = tally;
        this.patience = client.patience();
    }

    FetchTally tally() {
        return tally;
    }

    boolean skipsFailedTiles() {
        return settings.failedTiles() == FailedTiles.SKIP;
    }

    /** As many requests as the connections carry at a time. */
    ReadAhead oneEach() {
        return ReadAhead.of(settings.connections());
    }

    /** Twice as many requests as connections: while one answer is read, others arrive. */
    ReadAhead twoEach() {
        return ReadAhead.of(2 * settings.connections());
    }

    /** The same, for a reader that may stop early. */
    ReadAhead twoEach(ReadOptions options) {
        return options.mayStopEarly() ? twoEach().carefully() : twoEach();
    }

    /** A decoder that tells the tally what it cannot read. */
    EntityDecoder decoder(TypeSchema schema, Projection wanted, Positions positions) {
        return new EntityDecoder(schema, wanted, positions, tally);
    }

    /** The answers to requests to the Graph API, in the order of the keys. */
    <K> OrderedAnswers<K> answers(Keys<K> keys, Function<K, GraphRequest> requests, ReadAhead readAhead) {
        return new OrderedAnswers<>(this, keys, key -> ApiRequests.of(requests.apply(key)), readAhead);
    }

    /**
     * Counts a request and sends it.
     *
     * @throws ReaderClosedException if the session is closed
     * @throws io.github.gtmapillary.plan.TooManyRequestsException if the read may send no further request
     */
    SentRequest send(ApiRequest request) throws IOException {
        return new SentRequest(request, scope.send(() -> {
            tally.requested(request);
            return patience.send(client, request);
        }));
    }

    /** Waits for the answer to a request and counts it. */
    ApiAnswer await(SentRequest sent) throws IOException {
        try {
            ApiAnswer answer = patience.await(sent.request(), sent.answer());
            tally.received(sent.request(), answer);
            return answer;
        } finally {
            scope.done(sent.answer());
        }
    }

    /** Has a cache in memory keep what was made of an answer. */
    void keepParsed(ApiRequest request, ApiAnswer answer) {
        client.keepParsed(request, answer);
    }

    /** Drops the answer to a request from the caches, since it was of no use. */
    void forget(ApiRequest request) {
        client.forget(request);
    }

    /** Fails once the session is closed: there are rows that were not read. */
    void requireOpen() throws ReaderClosedException {
        scope.requireOpen();
    }

    /** Cancels all requests under way and lets no further one be sent. */
    @Override
    public void close() {
        scope.close();
        tally.stop();
    }
}
