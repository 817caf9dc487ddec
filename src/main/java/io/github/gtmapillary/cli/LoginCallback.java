package io.github.gtmapillary.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Where the browser brings the answer to a login: a port of the loopback interface (RFC 8252, section 7.3). A request that does not belong to
 * the login that was begun is answered plainly and changes nothing.
 */
final class LoginCallback implements AutoCloseable {

    private static final String PATH = "/callback";

    private static final byte[] IPV4_LOOPBACK = {127, 0, 0, 1};

    /** A browser opens connections to spare, and one that is slow must not keep the answer from coming. */
    private static final int THREADS = 8;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String state;
    private final CompletableFuture<String> code = new CompletableFuture<>();

    private LoginCallback(HttpServer server, ExecutorService threads, String state) {
        this.server = server;
        this.threads = threads;
        this.state = state;
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for any free one
     * @param state the text that the answer must repeat
     * @throws java.net.BindException if the port is not available
     */
    static LoginCallback listen(int port, String state) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(IPV4_LOOPBACK), port), 0);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "login-callback");
            thread.setDaemon(true);
            return thread;
        });
        LoginCallback callback = new LoginCallback(server, threads, state);
        server.setExecutor(threads);
        server.createContext("/", callback::answer);
        server.start();
        return callback;
    }

    /** Where it listens. By number: {@code localhost} may be another interface to the browser (RFC 8252, section 8.3). */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
    }

    /**
     * Waits for the code.
     *
     * @throws IOException if the user or Mapillary says no, nothing comes in time, or this thread is interrupted
     */
    String await(Duration longest) throws IOException {
        try {
            return code.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.getMessage() : e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException(
                    "No answer came to " + url() + " within " + longest.toMinutes()
                            + " minutes: log in again, and check that the application is registered with this callback URL",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The login was interrupted", e);
        }
    }

    @Override
    public void close() {
        // from some Java on, stop() waits and forgets that this thread is interrupted
        boolean interrupted = Thread.interrupted();
        server.stop(0);
        threads.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(PATH)) {
                reply(exchange, 404, "Nothing is here.");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                reply(exchange, 405, "Only GET is answered here.");
            } else {
                answer(exchange, parameters(exchange.getRequestURI().getRawQuery()));
            }
        }
    }

    private void answer(HttpExchange exchange, Map<String, String> parameters) throws IOException {
        String error = parameters.get("error");
        String given = parameters.get("code");
        // Mapillary's documentation shows a refusal without the state, which can do no more than end this login
        boolean ours = isOurs(parameters.get("state")) || (error != null && !parameters.containsKey("state"));
        if (!ours || (error == null && (given == null || given.isBlank()))) {
            reply(exchange, 400, "This is not the answer to the login that was begun.");
        } else if (error == null) {
            reply(exchange, 200, "Mapillary has answered. Close this page and go back to the terminal.");
            exchange.close();
            code.complete(given);
        } else {
            reply(exchange, 200, "The login has failed. Close this page and go back to the terminal.");
            exchange.close();
            code.completeExceptionally(new IOException(reason(error)));
        }
    }

    private boolean isOurs(@Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        state.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** The errors of Mapillary's documentation ("Authorization") and of RFC 6749, section 4.1.2.1. */
    private static String reason(String error) {
        return switch (error) {
            case "user_denied", "access_denied" -> "The login was denied at Mapillary: nothing was stored";
            case "invalid_request" ->
                "Mapillary refused the login (invalid_request): log in to mapillary.com in the"
                        + " browser, check that the application is registered with this callback URL, and try again";
            case "invalid_scope" ->
                "Mapillary refused the login (invalid_scope): give the application the scope 'read'"
                        + " at https://www.mapillary.com/dashboard/developers";
            case "server_error", "temporarily_unavailable" ->
                "The login failed at Mapillary (" + error + "), a passing fault: try again later";
            default ->
                "Mapillary refused the login ("
                        + error.replaceAll("[^A-Za-z0-9_.-]", "?").substring(0, Math.min(error.length(), 60)) + ")";
        };
    }

    /** The parameters of a query; a name that comes twice counts for none of its values. */
    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : (query == null ? "" : query).split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length == 2 ? decoded(parts[1]) : "";
            parameters.merge(decoded(parts[0]), value, (first, second) -> "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // a broken escape: nothing that Mapillary sends
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Connection", "close");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }
}
