package io.github.gtmapillary.sandbox;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import io.github.gtmapillary.sandbox.exchange.AccessToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Notes each request before it is answered. */
final class RequestLog extends Filter {

    /** Enough for any test; a sandbox that runs for days forgets its oldest requests. */
    private static final int MAX_REQUESTS = 100_000;

    private static final System.Logger LOGGER = System.getLogger(RequestLog.class.getName());

    private final Deque<String> requests = new ArrayDeque<>();

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        add(AccessToken.removedFrom(exchange.getRequestURI()));
        try {
            chain.doFilter(exchange);
        } catch (RuntimeException | Error e) {
            // the JDK's server closes the connection and logs nothing
            LOGGER.log(
                    System.Logger.Level.ERROR,
                    "no answer to " + exchange.getRequestURI().getRawPath(),
                    e);
            throw e;
        } finally {
            exchange.close();
        }
    }

    @Override
    public String description() {
        return "notes requests without their token";
    }

    List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    void clear() {
        synchronized (requests) {
            requests.clear();
        }
    }

    private void add(String request) {
        synchronized (requests) {
            if (requests.size() == MAX_REQUESTS) {
                requests.removeFirst();
            }
            requests.addLast(request);
        }
    }
}
