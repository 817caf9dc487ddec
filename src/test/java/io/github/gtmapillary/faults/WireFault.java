package io.github.gtmapillary.faults;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A fault of an answer between a host and its client. */
public enum WireFault {
    SERVER_ERROR(Effect.PASSES),
    BAD_GATEWAY_PAGE(Effect.PASSES),
    UNAVAILABLE(Effect.PASSES),
    UNAVAILABLE_RETRY_AT_ONCE(Effect.PASSES),
    TOO_MANY_REQUESTS(Effect.PASSES),
    TOO_MANY_REQUESTS_WAIT(Effect.PASSES),
    REQUEST_TIMEOUT(Effect.PASSES),
    RESET_BEFORE_HEAD(Effect.PASSES),
    RESET_IN_HEAD(Effect.PASSES),
    RESET_IN_BODY(Effect.PASSES),
    BODY_TOO_SHORT(Effect.PASSES),
    CHUNKS_WITHOUT_END(Effect.PASSES),
    TRUNCATED_GZIP(Effect.PASSES),
    NO_GZIP(Effect.PASSES),
    GRAPH_SERVICE_DOWN(Effect.PASSES),
    CONNECTION_CLOSED_AFTERWARDS(Effect.NONE),
    BYTE_BY_BYTE(Effect.NONE),
    LOGIN_REDIRECT(Effect.STAYS),
    WEB_PAGE(Effect.STAYS),
    BLOCKED_CODE(Effect.STAYS),
    TOKEN_REFUSED(Effect.STAYS),
    BAD_REQUEST(Effect.STAYS),
    UNREADABLE(Effect.STAYS);

    /** The fault's effect on a query. */
    private enum Effect {
        NONE,
        /** It may go well the next time. */
        PASSES,
        /** Asking again at once helps nobody. */
        STAYS
    }

    /** Those after which the same request may go well, and those that only look bad. */
    public static final List<WireFault> PASSING =
            Stream.of(values()).filter(fault -> fault.effect != Effect.STAYS).toList();

    public static final List<WireFault> ALL = List.of(values());

    private final Effect effect;

    WireFault(Effect effect) {
        this.effect = effect;
    }

    /**
     * An answer as it goes over the wire.
     *
     * @param bytes head and body as far as they get
     * @param end the connection's state after them
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    public record Bytes(byte[] bytes, End end) {
        static Bytes of(Answer answer) throws IOException {
            return new Bytes(answer.bytes(Map.of()), End.STAYS_OPEN);
        }
    }

    /** The end of a connection. */
    public enum End {
        STAYS_OPEN,
        CLOSES,
        /** By a packet that says that it is broken. */
        RESETS
    }

    /**
     * A whole answer.
     *
     * @param headers but for the length of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares answers
    public record Answer(int status, Map<String, String> headers, byte[] body) {

        static Answer text(int status, String type, String body) {
            return new Answer(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }

        Answer with(String header, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(header, value);
            return new Answer(status, all, body);
        }

        boolean isGzip() {
            return "gzip".equals(headers.get("Content-Encoding"));
        }

        /** @param instead headers that replace those of the answer; an empty value drops one */
        byte[] bytes(Map<String, String> instead) throws IOException {
            Map<String, String> all = new TreeMap<>(headers);
            all.put("Content-Length", String.valueOf(body.length));
            all.putAll(instead);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " " + status + "\r\n");
            all.forEach((name, value) -> {
                if (!value.isEmpty()) {
                    head.append(name).append(": ").append(value).append("\r\n");
                }
            });
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
            bytes.write(body);
            return bytes.toByteArray();
        }
    }

    /** The bytes that arrive instead of a good answer. */
    public Bytes spoil(Answer good, boolean tile) throws IOException {
        byte[] whole = good.bytes(Map.of());
        int head = whole.length - good.body().length;
        return switch (this) {
            case SERVER_ERROR -> Bytes.of(Answer.text(500, "text/plain", "oops"));
            case BAD_GATEWAY_PAGE -> Bytes.of(Answer.text(502, "text/html", "<html>Bad gateway"));
            case UNAVAILABLE -> Bytes.of(Answer.text(503, "text/html", ""));
            case UNAVAILABLE_RETRY_AT_ONCE ->
                Bytes.of(Answer.text(503, "text/html", "").with("Retry-After", "0"));
            case TOO_MANY_REQUESTS ->
                Bytes.of(Answer.text(429, "text/plain", "").with("Retry-After", "0"));
            case TOO_MANY_REQUESTS_WAIT ->
                Bytes.of(Answer.text(429, "text/plain", "").with("Retry-After", "1"));
            case REQUEST_TIMEOUT -> new Bytes(Answer.text(408, "text/plain", "").bytes(Map.of()), End.CLOSES);
            case RESET_BEFORE_HEAD -> new Bytes(new byte[0], End.RESETS);
            case RESET_IN_HEAD -> new Bytes(Arrays.copyOf(whole, head / 2), End.RESETS);
            case RESET_IN_BODY -> new Bytes(withoutEnd(good, Map.of()), End.RESETS);
            case BODY_TOO_SHORT -> new Bytes(withoutEnd(good, Map.of()), End.CLOSES);
            case CHUNKS_WITHOUT_END -> new Bytes(chunksWithoutEnd(good), End.CLOSES);
            case TRUNCATED_GZIP -> Bytes.of(truncated(zipped(good)));
            case NO_GZIP ->
                Bytes.of(Answer.text(200, "application/json", "no gzip").with("Content-Encoding", "gzip"));
            case GRAPH_SERVICE_DOWN -> Bytes.of(error(500, 2, "OAuthException"));
            case CONNECTION_CLOSED_AFTERWARDS -> new Bytes(whole, End.CLOSES);
            case BYTE_BY_BYTE -> new Bytes(chunked(good, 1), End.STAYS_OPEN);
            case LOGIN_REDIRECT ->
                Bytes.of(Answer.text(302, "text/html", "").with("Location", "https://www.mapillary.com/login/"));
            case WEB_PAGE -> Bytes.of(Answer.text(200, "text/html", "<!DOCTYPE html><title>Log in</title>"));
            case BLOCKED_CODE -> Bytes.of(error(400, 368, "OAuthException"));
            case TOKEN_REFUSED -> Bytes.of(error(401, 190, "OAuthException"));
            case BAD_REQUEST -> Bytes.of(Answer.text(400, "text/plain", "what?"));
            case UNREADABLE ->
                Bytes.of(
                        tile
                                ? new Answer(200, Map.of(), new byte[] {0x1a, 0x7f, 0x01})
                                : Answer.text(200, "application/json", "{\"data\":["));
        };
    }

    private static Answer error(int status, int code, String type) {
        return Answer.text(
                status,
                "application/json",
                "{\"error\":{\"message\":\"made up\",\"type\":\"" + type + "\",\"code\":" + code + "}}");
    }

    /** At least one byte is missing. */
    private static byte[] withoutEnd(Answer answer, Map<String, String> headers) throws IOException {
        byte[] body = answer.body();
        int length = Math.max(1, body.length);
        Answer shorter = new Answer(answer.status(), answer.headers(), Arrays.copyOf(body, length / 2));
        byte[] bytes = shorter.bytes(headers.isEmpty() ? Map.of("Content-Length", String.valueOf(length)) : headers);
        return bytes;
    }

    private static byte[] chunksWithoutEnd(Answer answer) throws IOException {
        byte[] whole = chunked(answer, 1000);
        return Arrays.copyOf(whole, whole.length - "0\r\n\r\n".length());
    }

    private static byte[] chunked(Answer answer, int size) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int from = 0; from < answer.body().length; from += size) {
            byte[] chunk = Arrays.copyOfRange(answer.body(), from, Math.min(answer.body().length, from + size));
            body.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            body.write(chunk);
            body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        body.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new Answer(answer.status(), answer.headers(), body.toByteArray())
                .bytes(Map.of("Content-Length", "", "Transfer-Encoding", "chunked"));
    }

    private static Answer zipped(Answer answer) throws IOException {
        if (answer.isGzip()) {
            return answer;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(answer.body());
        }
        return new Answer(answer.status(), answer.headers(), bytes.toByteArray()).with("Content-Encoding", "gzip");
    }

    /** The length is right for what is there, as behind a proxy that lost the end. */
    private static Answer truncated(Answer gzip) {
        return new Answer(gzip.status(), gzip.headers(), Arrays.copyOf(gzip.body(), gzip.body().length - 9));
    }
}
