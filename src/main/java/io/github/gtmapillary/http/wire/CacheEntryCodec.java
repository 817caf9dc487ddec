package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.CacheEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.zip.CRC32C;
import okhttp3.CipherSuite;
import okhttp3.Handshake;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.TlsVersion;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the form that the disk cache keeps: a response made here with the host's body and its mark for made data. So no header of
 * the host decides what is kept or gets into a file, and damage on the disk shows.
 */
final class CacheEntryCodec {

    /** The time of the answer, in milliseconds since 1970. */
    private static final String SINCE = "X-Since";

    /** CRC-32C over everything kept. */
    private static final String CHECKSUM = "X-Checksum";

    private static final int SOMETHING = 200;
    private static final int NOTHING = 404;

    /** A stand-in for certificates: OkHttp stores those of every https answer and fails without any. */
    private static final Handshake NO_HANDSHAKE =
            Handshake.get(TlsVersion.TLS_1_3, CipherSuite.TLS_AES_128_GCM_SHA256, List.of(), List.of());

    private CacheEntryCodec() {}

    /**
     * Makes the response to keep.
     *
     * @param keyed the request that the cache uses as the key
     * @param exists whether the answer has data; if false, the body is not kept
     */
    static Response of(Request keyed, Response wire, boolean exists, byte[] received, Instant since) {
        byte[] body = exists ? received : new byte[0];
        int code = exists ? SOMETHING : NOTHING;
        boolean madeData = wire.header(WireAnswer.MADE_DATA) != null;
        Response.Builder stored = new Response.Builder()
                .request(keyed)
                .protocol(wire.protocol())
                .code(code)
                .message("")
                .handshake(NO_HANDSHAKE)
                .header(SINCE, Long.toString(since.toEpochMilli()))
                .header(CHECKSUM, checksum(keyed, code, since, madeData, body))
                .sentRequestAtMillis(wire.sentRequestAtMillis())
                .receivedResponseAtMillis(wire.receivedResponseAtMillis())
                .body(ResponseBody.create(body, null));
        return (madeData ? stored.header(WireAnswer.MADE_DATA, "yes") : stored).build();
    }

    /** A cached answer's metadata, without its body. */
    static CacheEntry.Metadata note(Response kept) throws IOException {
        return new CacheEntry.Metadata(kept.code() == SOMETHING, since(kept));
    }

    /**
     * Reads a kept answer.
     *
     * @throws IOException if the answer can't be read or is not as it was kept
     */
    static CacheEntry.Answer read(Request keyed, Response kept, int mostBytes) throws IOException {
        byte[] received = Body.read(kept.body().source(), mostBytes);
        Instant since = since(kept);
        boolean madeData = kept.header(WireAnswer.MADE_DATA) != null;
        if (!checksum(keyed, kept.code(), since, madeData, received).equals(kept.header(CHECKSUM))) {
            throw new IOException("its checksum is wrong");
        }
        ApiAnswer answer = kept.code() == SOMETHING
                ? ApiAnswer.of(Body.inflate(received, mostBytes), received.length)
                : ApiAnswer.absent(0);
        return new CacheEntry.Answer(madeData ? answer.asMadeData() : answer, since);
    }

    private static Instant since(Response kept) throws IOException {
        @Nullable String millis = kept.header(SINCE);
        try {
            return Instant.ofEpochMilli(Long.parseLong(String.valueOf(millis)));
        } catch (NumberFormatException | DateTimeException e) {
            throw new IOException("it does not say when it came", e);
        }
    }

    private static String checksum(Request keyed, int code, Instant since, boolean madeData, byte[] body) {
        CRC32C checksum = new CRC32C();
        checksum.update(keyed.url().toString().getBytes(StandardCharsets.UTF_8));
        checksum.update(ByteBuffer.allocate(Integer.BYTES + Long.BYTES)
                .putInt(code)
                .putLong(since.toEpochMilli())
                .flip());
        if (madeData) {
            checksum.update(1);
        }
        checksum.update(body);
        return Long.toHexString(checksum.getValue());
    }
}
