package io.github.gtmapillary.sandbox.exchange;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Sends a successful answer, with gzip if the client accepts it. */
public final class CompressedAnswer {

    private CompressedAnswer() {}

    public static void send(HttpExchange exchange, String contentType, byte[] bytes) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        byte[] body = bytes;
        if (acceptsGzip(exchange)) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = gzipped(bytes);
        }
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static boolean acceptsGzip(HttpExchange exchange) {
        String encodings = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return encodings != null && encodings.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(result)) {
            gzip.write(bytes);
        }
        return result.toByteArray();
    }
}
