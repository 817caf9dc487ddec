package io.github.gtmapillary.cli;

import io.github.gtmapillary.cli.output.Origin;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Writes the attribution into a picture's file without changing the picture: into JPEG as a comment (ITU-T T.81, B.2.4.5),
 * into PNG as a text chunk (PNG 1.2, 4.2.3.3). A picture of the sandbox says already that it is made data.
 */
final class PictureText {

    private static final int SEGMENT = 0xFF;
    private static final int JPEG_START = 0xD8;
    private static final int JPEG_COMMENT = 0xFE;
    private static final int FIRST_APPLICATION_SEGMENT = 0xE0;
    private static final int LAST_APPLICATION_SEGMENT = 0xEF;

    /** Eight bytes of a PNG's signature and 25 of its first chunk, the header. */
    private static final int PNG_HEADER_END = 33;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private PictureText() {}

    /** The picture with its origin in its metadata; unchanged if it has one already, or if it is neither JPEG nor PNG. */
    static byte[] withOrigin(byte[] picture) {
        if (contains(picture, Origin.SANDBOX.text())) {
            return picture;
        }
        if (picture.length > 2 && unsigned(picture, 0) == SEGMENT && unsigned(picture, 1) == JPEG_START) {
            return inserted(picture, endOfApplicationSegments(picture), jpegComment());
        }
        boolean png = picture.length > PNG_HEADER_END
                && ByteBuffer.wrap(picture, 0, PNG_SIGNATURE.length).equals(ByteBuffer.wrap(PNG_SIGNATURE));
        return png ? inserted(picture, PNG_HEADER_END, pngText()) : picture;
    }

    private static boolean contains(byte[] picture, String text) {
        return new String(picture, StandardCharsets.ISO_8859_1).contains(text);
    }

    /** Skips the JFIF and Exif segments, which readers expect first. */
    private static int endOfApplicationSegments(byte[] jpeg) {
        int end = 2;
        while (end + 4 <= jpeg.length
                && unsigned(jpeg, end) == SEGMENT
                && unsigned(jpeg, end + 1) >= FIRST_APPLICATION_SEGMENT
                && unsigned(jpeg, end + 1) <= LAST_APPLICATION_SEGMENT) {
            int next = end + 2 + (unsigned(jpeg, end + 2) << 8) + unsigned(jpeg, end + 3);
            if (next > jpeg.length) {
                break;
            }
            end = next;
        }
        return end;
    }

    private static byte[] jpegComment() {
        byte[] text = Origin.MAPILLARY.text().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + text.length)
                .put((byte) SEGMENT)
                .put((byte) JPEG_COMMENT)
                .putShort((short) (2 + text.length))
                .put(text)
                .array();
    }

    private static byte[] pngText() {
        byte[] data = ("tEXtCopyright\0" + Origin.MAPILLARY.text()).getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(data);
        return ByteBuffer.allocate(8 + data.length)
                .putInt(data.length - 4)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] inserted(byte[] picture, int position, byte[] part) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(picture.length + part.length);
        whole.write(picture, 0, position);
        whole.writeBytes(part);
        whole.write(picture, position, picture.length - position);
        return whole.toByteArray();
    }

    private static int unsigned(byte[] bytes, int index) {
        return bytes[index] & 0xFF;
    }
}
