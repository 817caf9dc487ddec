package io.github.gtmapillary.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A handler that is made for the first request, because it needs the whole world. */
final class LateHandler implements HttpHandler {

    private final Supplier<HttpHandler> maker;
    private @Nullable HttpHandler made;

    /** @param maker is called once */
    LateHandler(Supplier<HttpHandler> maker) {
        this.maker = maker;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        handler().handle(exchange);
    }

    private synchronized HttpHandler handler() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
