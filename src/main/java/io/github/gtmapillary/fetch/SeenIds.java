package io.github.gtmapillary.fetch;

import com.carrotsearch.hppc.LongHashSet;
import com.carrotsearch.hppc.cursors.LongCursor;
import io.github.gtmapillary.model.Row;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the features read so far: 11 to 22 bytes for each. Two tiles may hold the same feature: it moved between the times at which
 * they were made.
 */
public final class SeenIds {
    private static final int DIGITS_OF_LONG = 18;

    private static final long NO_PLAIN_NUMBER = -1;

    /** How many numbers one table holds before they are spread over several. */
    private static final int MANY = 40_000;

    private static final int BITS_OF_PART = 10;

    /** An odd number whose high bits depend on all of its bits: 2^64 divided by the golden ratio. */
    private static final long MIXING = 0x9E3779B97F4A7C15L;

    private LongHashSet numbers = new LongHashSet();

    /**
     * Many numbers, in several tables. A table that grows needs its memory twice for a moment, and in one piece; of these, only one grows
     * at a time. Empty while there are few numbers.
     */
    private LongHashSet[] parts = {};

    private final Set<String> texts = new HashSet<>();

    /**
     * Adds an id.
     *
     * @return whether the id is new
     */
    public boolean add(String id) {
        long number = plainNumber(id);
        return number == NO_PLAIN_NUMBER ? texts.add(id) : add(number);
    }

    private boolean add(long number) {
        if (parts.length > 0) {
            return partOf(number).add(number);
        }
        boolean isNew = numbers.add(number);
        if (numbers.size() == MANY) {
            spread();
        }
        return isNew;
    }

    private void spread() {
        parts = new LongHashSet[1 << BITS_OF_PART];
        Arrays.setAll(parts, part -> new LongHashSet());
        for (LongCursor number : numbers) {
            partOf(number.value).add(number.value);
        }
        numbers = new LongHashSet();
    }

    private LongHashSet partOf(long number) {
        return parts[(int) ((number * MIXING) >>> (Long.SIZE - BITS_OF_PART))];
    }

    /** The next of the rows whose id is new; null if there is none. */
    @Nullable Row nextNew(Iterator<Row> rows) {
        while (rows.hasNext()) {
            Row row = rows.next();
            if (add(row.id())) {
                return row;
            }
        }
        return null;
    }

    /** The rows whose ids are new. */
    List<Row> newOf(List<Row> rows) {
        return rows.stream().filter(row -> add(row.id())).toList();
    }

    /** The number of an id if no other text stands for the same number, so that the set can hold the number in place of the text. */
    private static long plainNumber(String id) {
        int length = id.length();
        if (length == 0 || length > DIGITS_OF_LONG || (id.charAt(0) == '0' && length > 1)) {
            return NO_PLAIN_NUMBER;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            int digit = id.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return NO_PLAIN_NUMBER;
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
