package io.github.gtmapillary.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * An error in the service's envelope.
 *
 * @param status of HTTP
 * @param type {@code MLYApiException} or {@code OAuthException}
 * @param code the service's own
 * @param message plain text that needs no escaping in JSON
 */
record ErrorAnswer(int status, String type, int code, String message) {

    static final ErrorAnswer NOT_FOUND = new ErrorAnswer(404, "MLYApiException", 100, "Unknown path");
    static final ErrorAnswer INVALID_TOKEN =
            new ErrorAnswer(403, "OAuthException", 190, "Invalid OAuth 2.0 Access Token");

    void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String json() {
        return String.format(
                Locale.ROOT,
                "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"code\":%d,\"fbtrace_id\":\"Asandbox000000000000000\"}}",
                message,
                type,
                code);
    }
}
