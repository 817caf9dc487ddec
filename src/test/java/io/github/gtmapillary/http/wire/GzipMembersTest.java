package io.github.gtmapillary.http.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GzipMembersTest {
    private static final int MOST = 1 << 20;
    private static final int FLAGS = 3;
    private static final int HEADER_LENGTH = 10;

    private static byte[] read(byte[] gzip) throws IOException {
        return Body.inflate(gzip, MOST);
    }

    private static String text(byte[] gzip) throws IOException {
        return new String(read(gzip), StandardCharsets.UTF_8);
    }

    @Test
    void membersOfAnyNumberAndLengthAreReadAsOne() throws IOException {
        Random random = new Random(20261127);
        for (int trial = 0; trial < 200; trial++) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            ByteArrayOutputStream gzip = new ByteArrayOutputStream();
            int members = 1 + random.nextInt(5);
            for (int i = 0; i < members; i++) {
                byte[] piece = new byte[random.nextInt(20_000)];
                random.nextBytes(piece);
                // half of it can be compressed; the first byte says that this is no gzip
                Arrays.fill(piece, 0, piece.length / 2, (byte) 7);
                plain.write(piece);
                try (OutputStream member = new GZIPOutputStream(gzip)) {
                    member.write(piece);
                }
            }
            gzip.write(new byte[random.nextInt(3) * 512]);

            assertThat(read(gzip.toByteArray())).as("trial %s", trial).isEqualTo(plain.toByteArray());
        }
    }

    @Test
    void aSecondMemberThatIsCutShortIsNeverTakenForTheEnd() throws IOException {
        byte[] two = HostAnswers.gzip("first", "second");
        int boundary = HostAnswers.gzip("first").length;
        for (int length = boundary + 1; length < two.length; length++) {
            byte[] cut = Arrays.copyOf(two, length);
            assertThatIOException()
                    .as("%s bytes", length)
                    .isThrownBy(() -> read(cut))
                    .isInstanceOf(EOFException.class);
        }
    }

    @Test
    void whatIsBehindTheLastMemberIsNamed() throws IOException {
        byte[] gzip = HostAnswers.gzip("first");
        byte[] more = Arrays.copyOf(gzip, gzip.length + 2);
        more[gzip.length + 1] = 'x';
        assertThatIOException()
                .isThrownBy(() -> read(more))
                .withMessageContaining("byte " + gzip.length + " of the body");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 4})
    void aWrongChecksumOrLengthIsDamage(int fromTheEnd) throws IOException {
        byte[] two = HostAnswers.gzip("first", "second");
        two[two.length - fromTheEnd] ^= 1;
        assertThatIOException().isThrownBy(() -> read(two)).withMessageContaining("damaged");
    }

    @Test
    void aMemberMayHaveEveryFieldOfItsHeader() throws IOException {
        byte[] plain = HostAnswers.gzip("second");
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        gzip.write(HostAnswers.gzip("first"));
        byte[] header = Arrays.copyOf(plain, HEADER_LENGTH);
        header[FLAGS] = 2 | 4 | 8 | 16;
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.write(header);
        full.write(new byte[] {3, 0, 'a', 'b', 'c'});
        full.write("name\0comment\0".getBytes(StandardCharsets.US_ASCII));
        CRC32 checksum = new CRC32();
        checksum.update(full.toByteArray());
        full.write((int) checksum.getValue());
        full.write((int) checksum.getValue() >> 8);
        gzip.write(full.toByteArray());
        gzip.write(plain, HEADER_LENGTH, plain.length - HEADER_LENGTH);

        assertThat(text(gzip.toByteArray())).isEqualTo("firstsecond");
    }
}
