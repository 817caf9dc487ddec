package io.github.gtmapillary.geoserver.deploy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;

/** Answers each request as it is told at the time. */
final class TilesHost implements AutoCloseable {

    private final HttpServer server;
    private final String scheme;
    private final List<Asked> requests = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private volatile Answer answer = Answer.of(200, "tile");
    private volatile IntFunction<Duration> waits = number -> Duration.ZERO;

    private TilesHost(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.createContext("/", this::handle);
        server.start();
    }

    static TilesHost start() throws IOException {
        return new TilesHost(HttpServer.create(loopback(), 0), "http");
    }

    static TilesHost start(SSLContext identity) throws IOException {
        HttpsServer server = HttpsServer.create(loopback(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new TilesHost(server, "https");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    URI url() {
        return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
    }

    void answers(Answer next) {
        answer = next;
    }

    /** @param wait how long to wait before the answer to the first, second, … request */
    void waits(IntFunction<Duration> wait) {
        waits = wait;
    }

    List<Asked> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        later.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Headers headers = new Headers();
        headers.putAll(exchange.getRequestHeaders());
        requests.add(new Asked(
                exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers, serverName(exchange)));
        Duration wait = waits.apply(requests.size());
        if (wait.isZero()) {
            answer(exchange);
        } else {
            var unused = later.schedule(() -> answerLate(exchange), wait.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void answerLate(HttpExchange exchange) {
        try {
            answer(exchange);
        } catch (IOException e) {
            exchange.close(); // nobody waits for it any more
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        byte[] body = gzipped(answer.body());
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        if (answer.body().isEmpty()) {
            exchange.sendResponseHeaders(answer.status(), -1);
        } else {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static String serverName(HttpExchange exchange) {
        return exchange instanceof HttpsExchange secure
                        && secure.getSSLSession() instanceof ExtendedSSLSession session
                        && !session.getRequestedServerNames().isEmpty()
                ? new String(session.getRequestedServerNames().get(0).getEncoded(), StandardCharsets.US_ASCII)
                : "";
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /**
     * A request as it arrived.
     *
     * @param serverName the name of the host that TLS asked for (SNI); empty without
     */
    record Asked(String method, String target, Headers headers, String serverName) {}

    /** An answer; all of them also forbid to keep it, which Mapillary's may do, and which the proxy is to decide itself. */
    record Answer(int status, String body, Map<String, String> headers) {

        static Answer of(int status, String body) {
            return new Answer(
                    status,
                    body,
                    Map.of(
                            "Content-Type",
                            "application/x-protobuf",
                            "Cache-Control",
                            "no-store",
                            "Set-Cookie",
                            "a=b",
                            "Vary",
                            "*"));
        }

        static Answer redirect(String location) {
            return new Answer(302, "", Map.of("Location", location, "Cache-Control", "max-age=3600"));
        }

        static Answer page(int status) {
            return new Answer(status, "<html>Log in</html>", Map.of("Content-Type", "text/html; charset=utf-8"));
        }
    }
}
