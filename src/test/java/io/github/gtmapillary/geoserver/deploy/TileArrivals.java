package io.github.gtmapillary.geoserver.deploy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.gtmapillary.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A host that has a tile of made data at every place, and remembers when it was asked for which. */
final class TileArrivals implements AutoCloseable {

    private static final int THREADS = 4;

    /** A tile of the sandbox with few images. */
    private static final String TILE = "/maps/vtp/mly1_public/2/14/8781/5135";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final byte[] tile;
    private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

    /**
     * A request.
     *
     * @param path without the token
     * @param nanos a moment of {@link System#nanoTime()}
     */
    record Arrival(String path, long nanos) {}

    private TileArrivals(HttpServer server, byte[] tile) {
        this.server = server;
        this.tile = tile;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    static TileArrivals start() throws IOException, InterruptedException {
        return new TileArrivals(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), madeTile());
    }

    private static byte[] madeTile() throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(0)) {
            URI uri = URI.create(sandbox.url() + TILE + "?access_token=" + Sandbox.ACCESS_TOKEN.replace("|", "%7C"));
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray())
                    .body();
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** In their order. */
    List<Arrival> arrivals() {
        return List.copyOf(arrivals);
    }

    private void answer(HttpExchange exchange) throws IOException {
        arrivals.add(new Arrival(exchange.getRequestURI().getPath(), System.nanoTime()));
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, tile.length);
            exchange.getResponseBody().write(tile);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
