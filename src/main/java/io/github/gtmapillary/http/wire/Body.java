package io.github.gtmapillary.http.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;
import okio.BufferedSource;
import okio.Okio;

/** Reads the bytes of an answer, up to a limit, even if a host sends more. */
final class Body {

    /** The most layers of gzip: a gzipped file behind a server that gzips again. */
    private static final int MOST_CODINGS = 2;

    /** Several times the largest recorded tile. */
    private static final int LARGE = 8 << 20;

    /**
     * Only one body at a time may grow large in this JVM, so that many huge answers do not exhaust the memory together. The limit is static
     * because the JVM shares one memory.
     */
    private static final Semaphore LARGE_ONE = new Semaphore(1, true);

    private Body() {}

    /** Reads to the end. A large body waits until no other large one is being read. */
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

    /** Un-gzips gzip, and returns everything else as it is. */
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
