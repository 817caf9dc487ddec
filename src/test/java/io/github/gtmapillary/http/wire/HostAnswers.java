package io.github.gtmapillary.http.wire;

import static io.github.gtmapillary.http.wire.ApiServer.bytes;
import static io.github.gtmapillary.http.wire.ApiServer.status;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;

/** Answers of the hosts, good and bad. */
public final class HostAnswers {

    /** The body of a tile, as far as one that nobody decodes needs one. */
    public static final String MVT = "\u001atile";

    /** One that takes several packets. */
    public static final String LARGE = "x".repeat(1 << 20);

    private HostAnswers() {}

    public static MockResponse.Builder tile() {
        return status(200).body(MVT);
    }

    public static MockResponse.Builder large() {
        return status(200).body(LARGE);
    }

    public static MockResponse.Builder html(int status) {
        return status(status).setHeader("Content-Type", "text/html");
    }

    public static MockResponse.Builder json(String body) {
        return status(200).body(body).setHeader("Content-Type", "application/json; charset=UTF-8");
    }

    /** The error envelope of the Graph API. */
    public static MockResponse.Builder error(int status, int code, int subcode, String message) {
        return status(status)
                .body("{\"error\":{\"message\":\"" + message + "\",\"type\":\"MLYApiException\",\"code\":" + code
                        + ",\"error_subcode\":" + subcode + ",\"error_data\":{},\"fbtrace_id\":\"A\"}}");
    }

    public static MockResponse.Builder transientError() {
        return status(400).body("{\"error\":{\"message\":\"odd\",\"code\":77,\"is_transient\":true}}");
    }

    /** The limit applies to the un-gzipped size. */
    public static MockResponse.Builder gzipBomb() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            for (int i = 0; i <= 64; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        return bytes(out.toByteArray());
    }

    /** A member for each text. */
    public static byte[] gzip(String... texts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String text : texts) {
            try (OutputStream gzip = new GZIPOutputStream(out)) {
                gzip.write(text.getBytes(StandardCharsets.UTF_8));
            }
        }
        return out.toByteArray();
    }

    /** The same answer over and over. */
    public static MockResponse.Builder[] times(int number, MockResponse.Builder answer) {
        List<MockResponse.Builder> copies = Collections.nCopies(number, answer);
        return copies.toArray(MockResponse.Builder[]::new);
    }
}
