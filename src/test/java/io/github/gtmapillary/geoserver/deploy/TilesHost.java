package io.github.gtmapillary.geoserver.deploy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;

/** Answers each request as it is told at the time. */
final class TilesHost implements AutoCloseable {

    private final HttpServer server;
    private final String scheme;
    private final List<Asked> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer = Answer.of(200, "tile");

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

    List<Asked> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Headers headers = new Headers();
        headers.putAll(exchange.getRequestHeaders());
        requests.add(
                new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(), headers));
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

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** A request as it arrived. */
    record Asked(String method, String target, Headers headers) {}

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
