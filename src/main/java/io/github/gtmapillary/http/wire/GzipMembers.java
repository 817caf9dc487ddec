package io.github.gtmapillary.http.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import okio.Buffer;
import okio.Source;
import okio.Timeout;

/**
 * Un-gzips a body of one member or several, one after the other (RFC 1952, section 2.2): servers that compress piece by piece send such
 * bodies. Zeros may follow the last member, since tools that write in blocks pad with them. Anything else there is an error, since it may
 * be the rest of a lost member.
 *
 * <p>Okio's source reads only one member, and the JDK's stream recurses for each member until its stack overflows.
 */
final class GzipMembers implements Source {

    private static final int HEADER_LENGTH = 10;
    private static final int TRAILER_LENGTH = 8;
    private static final int DEFLATE = 8;

    // RFC 1952, section 2.3.1
    private static final int HAS_HEADER_CHECKSUM = 2;
    private static final int HAS_EXTRA_FIELD = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private final ByteBuffer gzip;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean isInMember;

    /** @param gzip not copied, and not changed */
    GzipMembers(byte[] gzip) {
        this.gzip = ByteBuffer.wrap(gzip).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
        byte[] piece = new byte[(int) Math.min(byteCount, 1 << 13)];
        while (isInMember || beginsMember()) {
            int length = inflate(piece);
            if (length > 0 || byteCount == 0) {
                sink.write(piece, 0, length);
                return length;
            }
        }
        return -1;
    }

    private boolean beginsMember() throws IOException {
        if (onlyZerosAreLeft()) {
            return false;
        }
        readHeader();
        inflater.reset();
        inflater.setInput(gzip);
        checksum.reset();
        isInMember = true;
        return true;
    }

    /** Also true at the end. A member's first byte is no zero. */
    private boolean onlyZerosAreLeft() {
        for (int i = gzip.position(); i < gzip.limit(); i++) {
            if (gzip.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void readHeader() throws IOException {
        int start = gzip.position();
        boolean isGzip = (gzip.get() & 0xFF) == 0x1F;
        if (isGzip) {
            require(HEADER_LENGTH - 1);
            isGzip = (gzip.get() & 0xFF) == 0x8B && gzip.get() == DEFLATE;
        }
        if (!isGzip) {
            throw new IOException("byte " + start + " of the body begins no gzip, though a gzip precedes it");
        }
        int flags = gzip.get();
        gzip.position(gzip.position() + HEADER_LENGTH - 4);
        if ((flags & HAS_EXTRA_FIELD) != 0) {
            require(Short.BYTES);
            skip(gzip.getShort() & 0xFFFF);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_HEADER_CHECKSUM) != 0) {
            skip(Short.BYTES);
        }
    }

    private int inflate(byte[] piece) throws IOException {
        try {
            int length = inflater.inflate(piece);
            checksum.update(piece, 0, length);
            if (inflater.finished()) {
                readTrailer();
                isInMember = false;
            } else if (length == 0 && piece.length > 0) {
                throw inflater.needsDictionary() ? new IOException("the gzip needs a dictionary") : cutShort();
            }
            return length;
        } catch (DataFormatException e) {
            throw new IOException("the gzip is damaged", e);
        }
    }

    private void readTrailer() throws IOException {
        require(TRAILER_LENGTH);
        boolean isWhole =
                gzip.getInt() == (int) checksum.getValue() && gzip.getInt() == (int) inflater.getBytesWritten();
        if (!isWhole) {
            throw new IOException("the gzip is damaged: its checksum or its length is wrong");
        }
    }

    private void skipText() throws IOException {
        do {
            require(1);
        } while (gzip.get() != 0);
    }

    private void skip(int bytes) throws IOException {
        require(bytes);
        gzip.position(gzip.position() + bytes);
    }

    private void require(int bytes) throws EOFException {
        if (gzip.remaining() < bytes) {
            throw cutShort();
        }
    }

    private static EOFException cutShort() {
        return new EOFException("the gzip is truncated");
    }

    @Override
    public Timeout timeout() {
        return Timeout.NONE;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
