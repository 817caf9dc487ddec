package io.github.gtmapillary;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on this machine that answers as a test says, and remembers what it was asked. */
public final class LocalServer implements AutoCloseable {
    private static final int THREADS = 4;

    /** Chooses the answer to each request, on several threads. */
    @FunctionalInterface
    public interface Answers {
        Answer to(Request request);
    }

    /**
     * A request as it arrived.
     *
     * @param path without the query
     * @param query decoded; empty if there is none
     * @param nanos a moment of {@link System#nanoTime()}
     */
    public record Request(String path, String query, Headers headers, long nanos) {
        private static Request of(HttpExchange exchange) {
            String query = exchange.getRequestURI().getQuery();
            Headers headers = new Headers();
            headers.putAll(exchange.getRequestHeaders());
            return new Request(
                    exchange.getRequestURI().getPath(), query == null ? "" : query, headers, System.nanoTime());
        }
    }

    /** An answer as it goes over the wire. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public static final Answer NOT_FOUND = new Answer(404, Map.of(), new byte[0]);

        public static Answer tile(byte[] body) {
            return new Answer(200, Map.of("Content-Type", "application/x-protobuf"), body);
        }

        public static Answer of(int status, String type, String body) {
            return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Answers answers;

    private LocalServer(HttpServer server, Answers answers) {
        this.server = server;
        this.answers = answers;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    public static LocalServer start(Answers answers) throws IOException {
        return new LocalServer(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), answers);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The requests so far, in the order of their arrival. */
    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.of(exchange);
            requests.add(request);
            Answer answer = answers.to(request);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
