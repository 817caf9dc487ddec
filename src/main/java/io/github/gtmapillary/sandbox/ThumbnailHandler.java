package io.github.gtmapillary.sandbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import io.github.gtmapillary.sandbox.graph.ImageUrls;
import io.github.gtmapillary.sandbox.world.SandboxWorld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** Answers for the image host: it needs no token, its signed addresses expire, and its images have one pixel. */
final class ThumbnailHandler implements HttpHandler {

    private static final Pattern PATH =
            Pattern.compile(ImageUrls.THUMBNAILS + "(?<id>\\d{1,18})_(?:256|1024|2048|original)\\.png");

    private static final Pattern EXPIRY = Pattern.compile("(?:.*&)?oe=(?<oe>[0-9a-f]{1,12})(?:&.*)?");

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final ErrorAnswer EXPIRED =
            new ErrorAnswer(403, "OAuthException", 1, "URL signature expired", Map.of());

    private final SandboxWorld world;
    private final ImageUrls urls;

    ThumbnailHandler(SandboxWorld world, ImageUrls urls) {
        this.world = world;
        this.urls = urls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Matcher path = PATH.matcher(exchange.getRequestURI().getRawPath());
        if (!path.matches() || world.image(Long.parseLong(path.group("id"))).isEmpty()) {
            ErrorAnswer.NOT_FOUND.send(exchange);
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        Matcher expiry = EXPIRY.matcher(query == null ? "" : query);
        if (!expiry.matches() || urls.isExpired(expiry.group("oe"))) {
            EXPIRED.send(exchange);
            return;
        }
        byte[] image = png(Long.parseLong(path.group("id")));
        exchange.getResponseHeaders().set("Content-Type", "image/png");
        exchange.sendResponseHeaders(200, image.length);
        exchange.getResponseBody().write(image);
    }

    /** Returns a picture of one pixel, whose colour depends on the number. */
    private static byte[] png(long number) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.write(SIGNATURE);
        // width 1, height 1, 8 bits, RGB, the only compression and filter, no interlacing
        png.write(chunk("IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0}));
        png.write(chunk("tEXt", ("Comment\0" + Sandbox.MADE_DATA).getBytes(StandardCharsets.ISO_8859_1)));
        ByteArrayOutputStream pixels = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(pixels)) {
            deflater.write(new byte[] {0, (byte) number, (byte) (number >> 8), (byte) (number >> 16)});
        }
        png.write(chunk("IDAT", pixels.toByteArray()));
        png.write(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }
}
