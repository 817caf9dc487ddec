package io.github.gtmapillary.fetch;

import com.carrotsearch.hppc.LongHashSet;
import io.github.gtmapillary.model.Row;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids of the features read so far. Two tiles may hold the same feature: it moved between the times at which they were made. */
public final class SeenIds {
    private static final int DIGITS_OF_LONG = 18;

    private final LongHashSet numbers = new LongHashSet();
    private final Set<String> texts = new HashSet<>();

    /**
     * Adds an id.
     *
     * @return whether the id is new
     */
    public boolean add(String id) {
        return isPlainNumber(id) ? numbers.add(Long.parseLong(id)) : texts.add(id);
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

    /** Whether an id is the only text for its number, so that the set can hold the number in place of the text. */
    private static boolean isPlainNumber(String id) {
        if (id.isEmpty() || id.length() > DIGITS_OF_LONG || (id.charAt(0) == '0' && id.length() > 1)) {
            return false;
        }
        return id.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
