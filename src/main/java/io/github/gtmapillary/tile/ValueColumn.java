package io.github.gtmapillary.tile;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One property of all features of a layer. A feature holds a code: 0 if it lacks the property, else the number of a value. Few values
 * have codes of their own, in a byte each; else a code is the index of the value in the layer, plus 1.
 */
final class ValueColumn {
    /** The index of the value of a feature that lacks the property. */
    static final int ABSENT = -1;

    private static final int MOST_IN_BYTES = 255;
    private static final int MOST_IN_CHARS = 65_535;

    private final byte @Nullable [] bytes;
    private final char @Nullable [] chars;
    private final int @Nullable [] ints;
    /** By code, the index of the value; null if a code says it itself. */
    private final int @Nullable [] values;

    private final int codes;
    private final int forms;

    private ValueColumn(
            byte @Nullable [] bytes,
            char @Nullable [] chars,
            int @Nullable [] ints,
            int @Nullable [] values,
            int codes,
            int forms) {
        this.bytes = bytes;
        this.chars = chars;
        this.ints = ints;
        this.values = values;
        this.codes = codes;
        this.forms = forms;
    }

    /**
     * Packs a column.
     *
     * @param oneBased by feature, 0 or the index of its value plus 1
     * @param formOfValue by value, a bit of {@link ValueTable}
     * @param scratch as long as there are values, plus 1; filled with anything below {@code mark}
     * @param mark greater than everything in {@code scratch}, which may hold up to {@code mark + 255} afterwards
     */
    static ValueColumn pack(int[] oneBased, byte[] formOfValue, int[] scratch, int mark) {
        int forms = 0;
        int distinct = 0;
        int[] values = new int[MOST_IN_BYTES + 1];
        for (int each : oneBased) {
            forms |= each == 0 ? ValueTable.NO_VALUE : formOfValue[each - 1];
            if (each != 0 && distinct <= MOST_IN_BYTES && scratch[each] < mark) {
                scratch[each] = mark + distinct;
                if (++distinct <= MOST_IN_BYTES) {
                    values[distinct] = each - 1;
                }
            }
        }
        values[0] = ABSENT;
        if (distinct <= MOST_IN_BYTES) {
            byte[] codes = new byte[oneBased.length];
            for (int i = 0; i < codes.length; i++) {
                codes[i] = oneBased[i] == 0 ? 0 : (byte) (scratch[oneBased[i]] - mark + 1);
            }
            return new ValueColumn(codes, null, null, Arrays.copyOf(values, distinct + 1), distinct + 1, forms);
        }
        if (formOfValue.length > MOST_IN_CHARS) {
            return new ValueColumn(null, null, oneBased, null, formOfValue.length + 1, forms);
        }
        char[] codes = new char[oneBased.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (char) oneBased[i];
        }
        return new ValueColumn(null, codes, null, null, formOfValue.length + 1, forms);
    }

    /** How many codes there may be, 0 among them. */
    int codes() {
        return codes;
    }

    /** Whether features share few values, so that each has a code of its own. */
    boolean hasFewValues() {
        return values != null;
    }

    /** The code of a feature; 0 if it lacks the property. */
    int code(int feature) {
        if (bytes != null) {
            return bytes[feature] & 0xff;
        }
        return chars != null ? chars[feature] : ints == null ? 0 : ints[feature];
    }

    /** The index of the value that a code stands for; {@link #ABSENT} for 0. */
    int valueOf(int code) {
        return values != null ? values[code] : code - 1;
    }

    /** The index of a feature's value, {@link #ABSENT} if it lacks the property. */
    int value(int feature) {
        return valueOf(code(feature));
    }

    /** The forms of all values, bits of {@link ValueTable}. */
    int forms() {
        return forms;
    }

    /** In bytes. */
    int size() {
        return (bytes == null ? 0 : bytes.length)
                + (chars == null ? 0 : 2 * chars.length)
                + (ints == null ? 0 : 4 * ints.length)
                + (values == null ? 0 : 4 * values.length);
    }
}
