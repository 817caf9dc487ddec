package io.github.gtmapillary.sandbox;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.github.gtmapillary.sandbox.graph.GraphHandler;
import io.github.gtmapillary.sandbox.graph.GraphTokens;
import io.github.gtmapillary.sandbox.graph.ImageUrls;
import io.github.gtmapillary.sandbox.graph.OAuthClient;
import io.github.gtmapillary.sandbox.graph.SearchLimits;
import io.github.gtmapillary.sandbox.graph.TokenHandler;
import io.github.gtmapillary.sandbox.tiles.TileHandler;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A local server that answers like Mapillary's, from a generated world. By default it listens on the loopback interface only.
 *
 * <p>One base URL stands for all hosts: the tiles lie under {@code /maps/vtp/}, thumbnails under {@code /thumbs/}, and everything
 * else is the Graph API.
 */
public final class Sandbox implements AutoCloseable {

    /** The application's token. It has the form of a real client token, so {@code |} has to be sent as {@code %7C}. */
    public static final String ACCESS_TOKEN = "MLY|0000000000000000|00000000000000000000000000000000";

    /** The application that may ask for users' tokens. */
    public static final String CLIENT_ID = "0000000000000000";

    /** The client secret of the application for {@code /token}. It has the form of a token but is none. */
    public static final String CLIENT_SECRET = "MLY|0000000000000000|11111111111111111111111111111111";

    /** The authorization code that a user's consent yields. It may be used more than once. */
    public static final String AUTHORIZATION_CODE = "sandbox-authorization-code";

    /** The mark in thumbnails and in all command output from the sandbox. It is printable ASCII without quotes. */
    public static final String MADE_DATA = "Made data of the gt-mapillary sandbox: it shows nothing of the world";

    /** A header of every answer. */
    private static final String MADE_DATA_HEADER = "X-Made-Data";

    private static final int THREADS = 8;
    private static final int CLOSE_SECONDS = 5;

    private final HttpServer server;
    private final String url;
    private final ExecutorService threads;
    private final RequestLog log = new RequestLog();

    private Sandbox(HttpServer server) {
        this.server = server;
        int port = server.getAddress().getPort();
        this.url = "http://" + host(server.getAddress().getAddress()) + ":" + port;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "sandbox-" + port);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Serves the standard world.
     *
     * @param port 0 for any free port
     * @return the running server
     * @throws IOException if the server cannot listen on the port
     */
    public static Sandbox start(int port) throws IOException {
        return start(InetAddress.getLoopbackAddress(), port);
    }

    /**
     * Serves the standard world to other machines.
     *
     * @param address where to listen; the wildcard address for all interfaces
     * @param port 0 for any free port
     * @return the running server
     * @throws IOException if the server cannot listen on the port
     */
    public static Sandbox start(InetAddress address, int port) throws IOException {
        return start(new InetSocketAddress(address, port), standardWorld(), SearchLimits.STANDARD, Clock.systemUTC());
    }

    /**
     * Serves a world.
     *
     * @param port 0 for any free port
     * @param world the world to serve
     * @return the running server
     * @throws IOException if the server cannot listen on the port
     */
    public static Sandbox start(int port, SandboxWorld world) throws IOException {
        return start(port, world, SearchLimits.STANDARD);
    }

    /**
     * Serves a world with other limits on searches by box, so that tests reach them with few entities.
     *
     * @param port 0 for any free port
     * @param world the world to serve
     * @param limits the limits of searches by box
     * @return the running server
     * @throws IOException if the server cannot listen on the port
     */
    public static Sandbox start(int port, SandboxWorld world, SearchLimits limits) throws IOException {
        return start(port, world, limits, Clock.systemUTC());
    }

    /** @param clock decides when addresses of thumbnails expire */
    static Sandbox start(int port, SandboxWorld world, SearchLimits limits, Clock clock) throws IOException {
        return start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), () -> world, limits, clock);
    }

    private static Sandbox start(
            InetSocketAddress address, Supplier<SandboxWorld> world, SearchLimits limits, Clock clock)
            throws IOException {
        // the JDK's server sends head and body in two packets; with Nagle's algorithm each answer would wait 40 ms for
        // an ACK
        System.setProperty("sun.net.httpserver.nodelay", "true");
        Sandbox sandbox = new Sandbox(HttpServer.create(address, 0));
        ImageUrls urls = new ImageUrls(sandbox.url(), clock);
        GraphTokens tokens = new GraphTokens(ACCESS_TOKEN);
        sandbox.route("/", new LateHandler(() -> new GraphHandler(world.get(), limits, tokens, urls)));
        sandbox.route(
                TokenHandler.PATH,
                new TokenHandler(tokens, new OAuthClient(CLIENT_ID, CLIENT_SECRET, AUTHORIZATION_CODE)));
        sandbox.route(ImageUrls.THUMBNAILS, new LateHandler(() -> new ThumbnailHandler(world.get(), urls)));
        sandbox.route(TileHandler.PATH, new LateHandler(() -> new TileHandler(ACCESS_TOKEN, world.get())));
        sandbox.server.setExecutor(sandbox.threads);
        sandbox.server.start();
        return sandbox;
    }

    /** Generates the standard world at once, but in a thread beside the caller: a client opens its store meanwhile. */
    private static Supplier<SandboxWorld> standardWorld() {
        Thread generator = new Thread(SandboxWorld::standard, "sandbox-world");
        generator.setDaemon(true);
        generator.start();
        return SandboxWorld::standard;
    }

    /**
     * Returns the base URL for tiles and Graph API, without a trailing slash. A server on all interfaces returns its loopback URL.
     */
    public String url() {
        return url;
    }

    /**
     * Returns the areas of the standard world.
     *
     * @return boxes by name of the place, each as {@code west,south,east,north} in degrees
     */
    public static Map<String, String> places() {
        return SandboxWorld.places();
    }

    /** Returns the requests so far in order of arrival: path and query as sent, without the token. */
    public List<String> requests() {
        return log.requests();
    }

    /** Forgets the requests so far. */
    public void clearRequests() {
        log.clear();
    }

    /** Stops at once, even during answers, and waits until the threads of the server have ended. */
    @Override
    public void close() {
        // in newer Java versions, stop() waits and clears the interrupt of this thread
        boolean interrupted = Thread.interrupted();
        server.stop(0);
        threads.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the sandbox's threads did not end in " + CLOSE_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String host(InetAddress address) {
        InetAddress reachable = address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String host = reachable.getHostAddress();
        return reachable instanceof Inet6Address ? "[" + host + "]" : host;
    }

    private void route(String path, HttpHandler handler) {
        HttpHandler marking = exchange -> {
            exchange.getResponseHeaders().set(MADE_DATA_HEADER, MADE_DATA);
            handler.handle(exchange);
        };
        server.createContext(path, marking).getFilters().add(log);
    }
}
