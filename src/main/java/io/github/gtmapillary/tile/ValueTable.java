package io.github.gtmapillary.tile;

import com.carrotsearch.hppc.IntArrayList;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Value;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The values of a layer, which lie in the tile's bytes and are read only when a feature needs them.
 *
 * <p>Values of a plain form are read straight from the bytes. The generated classes read all others.
 */
final class ValueTable {
    /** The form of a feature's missing value. */
    static final int NO_VALUE = 1;

    /** A not negative {@code int_value}. */
    static final int WHOLE = 2;

    /** A {@code double_value}. */
    static final int DOUBLE = 4;

    /** A {@code bool_value} of one byte. */
    static final int FLAG = 8;

    /** A {@code string_value} of 1 to 127 ASCII characters. */
    static final int ASCII = 16;

    /** Anything else. */
    static final int OTHER = 32;

    /** In bytes. Ids, classes, numbers and times have less than 100. Many features may share a value, and each parses it again. */
    private static final int LONGEST_VALUE = 1000;

    private static final int STRING_VALUE = 0x0a;
    private static final int DOUBLE_VALUE = 0x19;
    private static final int INT_VALUE = 0x20;
    private static final int BOOL_VALUE = 0x38;
    private static final int BYTES_OF_DOUBLE = 9;
    private static final int LONGEST_WHOLE = 9;

    private final byte[] bytes;
    /** Where each value begins. */
    private final int[] offsets;
    /** The lengths of all values; null if the byte before each value says it. */
    private final int @Nullable [] lengths;

    ValueTable(byte[] bytes, IntArrayList offsets, IntArrayList lengths) {
        this.bytes = bytes;
        this.offsets = offsets.toArray();
        this.lengths = saysLengths(bytes, offsets, lengths) ? null : lengths.toArray();
    }

    private static boolean saysLengths(byte[] bytes, IntArrayList offsets, IntArrayList lengths) {
        for (int i = 0; i < offsets.size(); i++) {
            if (bytes[offsets.get(i) - 1] != lengths.get(i)) {
                return false;
            }
        }
        return true;
    }

    int count() {
        return offsets.length;
    }

    /** In bytes, without those of the tile. */
    int size() {
        return 4 * offsets.length + (lengths == null ? 0 : 4 * lengths.length);
    }

    private int length(int value) {
        return lengths == null ? bytes[offsets[value] - 1] : lengths[value];
    }

    /** The form of a value, one bit. */
    int form(int value) {
        int at = offsets[value];
        int length = length(value);
        if (length < 2) {
            return OTHER;
        }
        return switch (bytes[at]) {
            case INT_VALUE -> endsWhole(at + 1, at + length) ? WHOLE : OTHER;
            case DOUBLE_VALUE -> length == BYTES_OF_DOUBLE ? DOUBLE : OTHER;
            case BOOL_VALUE -> length == 2 && (bytes[at + 1] & 0xfe) == 0 ? FLAG : OTHER;
            case STRING_VALUE -> isAscii(at + 1, length - 2) ? ASCII : OTHER;
            default -> OTHER;
        };
    }

    private boolean endsWhole(int from, int end) {
        for (int at = from; at < end - 1; at++) {
            if (bytes[at] >= 0) {
                return false;
            }
        }
        return bytes[end - 1] >= 0 && end - from <= LONGEST_WHOLE;
    }

    private boolean isAscii(int at, int length) {
        if (length == 0 || bytes[at] != length) {
            return false;
        }
        for (int i = at + 1; i <= at + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether each value of some forms can be read as an attribute of a kind; if so, {@link #read} cannot fail. */
    static boolean arePlain(int forms, AttributeKind kind) {
        int plain = switch (kind) {
            case ID -> WHOLE | ASCII;
            case TEXT -> ASCII;
            case NUMBER, INTEGER -> DOUBLE | WHOLE;
            case TIME -> WHOLE;
            case FLAG -> FLAG;
            case JSON, IDS, SEGMENTATION, POSITION -> 0;
        };
        return (forms & ~(plain | NO_VALUE)) == 0;
    }

    /**
     * Reads a value, as {@link PropertyValue#read} does.
     *
     * @throws UnreadableValueException if the value can't be one of the kind
     */
    @Nullable Object read(int value, AttributeKind kind) throws InvalidProtocolBufferException {
        int form = form(value);
        return arePlain(form, kind) ? readPlain(value, form, kind) : readAny(value, kind);
    }

    /** Reads a value of a form that is plain for the kind. */
    @Nullable Object readPlain(int value, AttributeKind kind) {
        return readPlain(value, formOfPlain(value), kind);
    }

    /** The form of a value that is known to have a plain one. */
    private int formOfPlain(int value) {
        return switch (bytes[offsets[value]]) {
            case INT_VALUE -> WHOLE;
            case DOUBLE_VALUE -> DOUBLE;
            case BOOL_VALUE -> FLAG;
            default -> ASCII;
        };
    }

    private @Nullable Object readPlain(int value, int form, AttributeKind kind) {
        return switch (form) {
            case WHOLE -> ofWhole(whole(value), kind);
            case DOUBLE -> number(value);
            case FLAG -> bytes[offsets[value] + 1] == 1;
            default -> new String(bytes, offsets[value] + 2, bytes[offsets[value] + 1], StandardCharsets.ISO_8859_1);
        };
    }

    private static @Nullable Object ofWhole(long whole, AttributeKind kind) {
        return switch (kind) {
            case ID -> Long.toString(whole);
            case TIME -> whole == 0 ? null : Long.valueOf(whole);
            default -> Double.valueOf((double) whole);
        };
    }

    /** The number of a value of the form {@link #WHOLE}. */
    long whole(int value) {
        int at = offsets[value] + 1;
        long whole = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            whole |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return whole;
            }
        }
    }

    /** Whether a value has the form {@link #WHOLE}, if it is known to have a plain one. */
    boolean isWhole(int value) {
        return bytes[offsets[value]] == INT_VALUE;
    }

    private @Nullable Double number(int value) {
        long bits = 0;
        int at = offsets[value] + 1;
        for (int i = 7; i >= 0; i--) {
            bits = bits << 8 | (bytes[at + i] & 0xff);
        }
        double number = Double.longBitsToDouble(bits);
        // NaN means unknown, and -0 becomes 0, because filters compare them so
        return Double.isNaN(number) ? null : number + 0.0;
    }

    private @Nullable Object readAny(int value, AttributeKind kind) throws InvalidProtocolBufferException {
        int length = length(value);
        if (length > LONGEST_VALUE) {
            throw new UnreadableValueException("a value has " + length + " bytes.");
        }
        return PropertyValue.read(Value.parser().parseFrom(bytes, offsets[value], length), kind);
    }
}
