package io.github.gtmapillary.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A local server with a row of made tiles, from the place of {@link BenchTile} to the east. No image is in two of them. */
final class MadeTiles implements AutoCloseable {
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(THREADS);
    private final IntFunction<byte[]> tiles;
    private final Duration delay;

    private MadeTiles(IntFunction<byte[]> tiles, Duration delay) throws IOException {
        this.tiles = tiles;
        this.delay = delay;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::later);
        server.start();
    }

    /**
     * Starts a server.
     *
     * @param images how many each tile has
     * @param delay how long each answer takes
     */
    static MadeTiles start(int images, Duration delay) throws IOException {
        return new MadeTiles(column -> new TileMaker(column).tile(images), delay);
    }

    /** The same with tiles that are made before the first is asked for. */
    static MadeTiles ready(int count, int images, Duration delay) throws IOException {
        byte[][] made = new byte[count][];
        for (int column = 0; column < count; column++) {
            made[column] = new TileMaker(column).tile(images);
        }
        return new MadeTiles(column -> made[column], delay);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // an answer that fails closes its exchange
    private void later(HttpExchange exchange) {
        threads.schedule(() -> answer(exchange), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            byte[] body = tiles.apply(Integer.parseInt(path[path.length - 2]) - BenchTile.X);
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
