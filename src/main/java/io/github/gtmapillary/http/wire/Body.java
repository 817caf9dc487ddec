package io.github.gtmapillary.http.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import okio.BufferedSource;
import okio.Okio;

/** The bytes of an answer, never more than the limit, even if a host sends more. */
final class Body {

    /** A gzipped file behind a server that gzips again. */
    private static final int MOST_CODINGS = 2;

    /** Several times the largest tile that was recorded. */
    private static final int LARGE = 8 << 20;

    /**
     * One body at a time may grow large in this JVM, so that many which a host makes as large as it may do not use up the memory
     * together. The memory is the JVM's, and so is this.
     */
    private static final Semaphore LARGE_ONE = new Semaphore(1, true);

    private Body() {}

    /** Reads to the end; waits, if the body is large, until no other large one is being read. */
    static byte[] read(BufferedSource source, int mostBytes) throws IOException {
        if (!source.request(LARGE + 1L)) {
            return source.readByteArray();
        }
        try {
            LARGE_ONE.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted before a large body").initCause(e);
        }
        try {
            if (source.request(mostBytes + 1L)) {
                throw new OversizeException("more than " + (mostBytes >> 20) + " MB");
            }
            return source.readByteArray();
        } finally {
            LARGE_ONE.release();
        }
    }

    /** Un-gzips what is gzip, and leaves everything else. */
    static byte[] inflate(byte[] received, int mostBytes) throws IOException {
        byte[] body = received;
        for (int i = 0; isGzip(body); i++) {
            if (i == MOST_CODINGS) {
                throw new OversizeException("gzip inside of gzip inside of gzip");
            }
            try (BufferedSource gzip = Okio.buffer(new GzipMembers(body))) {
                body = read(gzip, mostBytes);
            }
        }
        return body;
    }

    static boolean isGzip(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }
}
