package io.github.gtmapillary.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/** Sends each request once over OkHttp, with connections and threads of its own. */
final class OkHttpApiClient implements ApiClient {

    /**
     * Short, because nothing tells that a server has closed an idle HTTP/1.1 connection before a request fails on it, and
     * OkHttp must not send that one again.
     */
    private static final long IDLE_CONNECTION_SECONDS = 10;

    private final ApiSettings settings;
    private final ConnectionPool connections;
    private final OkHttpClient okHttp;
    private final Line tiles;
    private final Line graph;
    private final Set<PendingCall> underWay = ConcurrentHashMap.newKeySet();

    OkHttpApiClient(ApiSettings settings) {
        this.settings = settings;
        this.connections = new ConnectionPool(
                settings.connections() * ApiHost.values().length, IDLE_CONNECTION_SECONDS, TimeUnit.SECONDS);
        this.okHttp = okHttp(settings, connections);
        this.tiles = new Line(ApiHost.TILES);
        this.graph = new Line(ApiHost.GRAPH);
    }

    @Override
    public PendingAnswer send(ApiRequest request) {
        return (request.host() == ApiHost.TILES ? tiles : graph).send(request);
    }

    @Override
    public void close() {
        // interrupts come last: one that outran its end would look like a failure of the network
        tiles.queue.shutdown();
        graph.queue.shutdown();
        for (PendingCall call : underWay) {
            call.end(new RequestCancelledException(
                    call.request(), call.request().label() + " was cancelled because the data store was closed"));
        }
        tiles.queue.shutdownNow();
        graph.queue.shutdownNow();
        // those that calls just cancelled still hold are evicted when the last thread ends
        connections.evictAll();
    }

    private static OkHttpClient okHttp(ApiSettings settings, ConnectionPool connections) {
        Duration timeout = settings.timeout();
        return new OkHttpClient.Builder()
                .connectionPool(connections)
                .followRedirects(false)
                .followSslRedirects(false)
                // a request is sent once: sending it again is for a client that knows pace and limits
                .retryOnConnectionFailure(false)
                .addNetworkInterceptor(new NoFollowUp())
                .callTimeout(timeout)
                .connectTimeout(timeout)
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .build();
    }

    /** All that one host needs. */
    private final class Line implements PendingCall.Exchange {

        private final Endpoint endpoint;
        private final SafeText safe;
        private final FailureText text;
        private final AnswerRules rules;
        private final RequestQueue queue;

        Line(ApiHost host) {
            endpoint = new Endpoint(host, settings);
            safe = new SafeText(settings.token());
            text = new FailureText(endpoint, safe);
            rules = new AnswerRules(host, text, safe, Clock.systemUTC());
            queue = new RequestQueue(host, settings.connections(), connections::evictAll);
        }

        PendingAnswer send(ApiRequest request) {
            PendingCall call = new PendingCall(request, okHttp.newCall(endpoint.toWire(request)), this);
            underWay.add(call);
            call.whenDone(() -> {
                underWay.remove(call);
                if (!call.hasStarted()) {
                    queue.remove(call);
                }
            });
            try {
                queue.execute(call);
            } catch (RejectedExecutionException e) {
                call.end(new IOException(
                        "the data store is closed and sends nothing more, here " + request.label() + ": open a new one",
                        e));
            }
            return call;
        }

        @Override
        public ApiAnswer answer(ApiRequest request, Response response) throws IOException {
            try {
                return rules.judge(request, WireAnswer.read(response));
            } catch (WireAnswer.TooLongException e) {
                String message = text.unexpected(request, "more than " + (WireAnswer.MOST_BYTES >> 20) + " MB");
                throw new UnexpectedAnswerException(request, message, response.code(), e);
            }
        }

        @Override
        public IOException explain(ApiRequest request, IOException failure) {
            return new TransientApiException(
                    request, text.network(request, failure, settings), safe.copyOf(failure), null);
        }

        @Override
        public RuntimeException explain(ApiRequest request, Exception mistake) {
            return new IllegalStateException(
                    "gt-mapillary failed with " + request.label() + ", please report it: "
                            + safe.excerpt(mistake.toString()),
                    safe.copyOf(mistake));
        }
    }
}
