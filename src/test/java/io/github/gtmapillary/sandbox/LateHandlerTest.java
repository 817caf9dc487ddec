package io.github.gtmapillary.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LateHandlerTest {

    private final AtomicInteger made = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", new LateHandler(() -> {
            made.incrementAndGet();
            return exchange -> {
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            };
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void withoutARequestNoHandlerIsMade() {
        assertThat(made).hasValue(0);
    }

    @Test
    void twoRequestsShareOneHandler() throws IOException, InterruptedException {
        assertThat(status()).isEqualTo(204);
        assertThat(status()).isEqualTo(204);
        assertThat(made).hasValue(1);
    }

    private int status() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
