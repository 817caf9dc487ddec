package io.github.gtmapillary.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;

/**
 * An answer as it was read to its end, before anybody judges what it means.
 *
 * @param status HTTP status
 * @param url where it came from; with the token, so never for a message
 * @param body un-gzipped
 * @param bytesReceived length of the body before un-gzipping
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record WireAnswer(int status, HttpUrl url, Headers headers, byte[] body, long bytesReceived) {

    /** The largest tile reported by other clients has about 10 MB; beyond this it is a mistake or an attack. */
    static final int MOST_BYTES = 64 << 20;

    /** A gzipped file behind a server that gzips again. */
    private static final int MOST_CODINGS = 2;

    /** The body is longer than {@link #MOST_BYTES}. */
    static final class TooLongException extends IOException {
        TooLongException() {
            super("the body has more than " + (MOST_BYTES >> 20) + " MB");
        }
    }

    /**
     * Reads an answer to its end.
     *
     * @throws TooLongException if the body is too long before or after un-gzipping
     * @throws IOException if the body breaks off, on the wire or inside its gzip
     */
    static WireAnswer read(Response response) throws IOException {
        byte[] received = readAtMost(response.body().byteStream());
        byte[] body = received;
        boolean saidGzip = response.headers("Content-Encoding").stream()
                .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("gzip"));
        if (saidGzip && received.length > 0 && !isGzip(received)) {
            throw new IOException("the body is not the gzip that its Content-Encoding says it is");
        }
        // also when no Content-Encoding said so: a tile cannot start with these bytes, nor can JSON
        for (int i = 0; i < MOST_CODINGS && isGzip(body); i++) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = readAtMost(gzip);
            }
        }
        return new WireAnswer(response.code(), response.request().url(), response.headers(), body, received.length);
    }

    boolean isHtmlByType() {
        return mediaType().equals("text/html") || mediaType().equals("application/xhtml+xml");
    }

    boolean isJson() {
        return mediaType().endsWith("/json") || mediaType().endsWith("+json") || firstCharacter() == '{';
    }

    /** The first byte that is neither white space nor part of a byte order mark, or 0 if there is none. */
    char firstCharacter() {
        int start =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF ? 3 : 0;
        for (int i = start; i < body.length; i++) {
            if (" \t\r\n\f".indexOf(body[i]) < 0) {
                return (char) (body[i] & 0xFF);
            }
        }
        return 0;
    }

    boolean isBlank() {
        return firstCharacter() == 0;
    }

    /** The start of the body as text, for an excerpt. */
    String text() {
        return new String(body, 0, Math.min(body.length, 1 << 16), StandardCharsets.UTF_8);
    }

    private String mediaType() {
        String type = headers.get("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] readAtMost(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new TooLongException();
        }
        return bytes;
    }
}
