package io.github.gtmapillary.fetch;

import com.carrotsearch.hppc.LongHashSet;
import io.github.gtmapillary.model.Row;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ids met so far: tiles made at different times may both hold a feature that moved. */
public final class SeenIds {
    private static final int DIGITS_OF_LONG = 18;

    private final LongHashSet numbers = new LongHashSet();
    private final Set<String> texts = new HashSet<>();

    /** Tells whether this is the first time that an id is met. */
    public boolean add(String id) {
        return isPlainNumber(id) ? numbers.add(Long.parseLong(id)) : texts.add(id);
    }

    /** The next row of an id not met before; null when there is none among them. */
    @Nullable Row nextNew(Iterator<Row> rows) {
        while (rows.hasNext()) {
            Row row = rows.next();
            if (add(row.id())) {
                return row;
            }
        }
        return null;
    }

    /** Those rows whose ids were not met before. */
    List<Row> newOf(List<Row> rows) {
        return rows.stream().filter(row -> add(row.id())).toList();
    }

    /** Whether the id is the only text for its number, so that the number can stand for it. */
    private static boolean isPlainNumber(String id) {
        if (id.isEmpty() || id.length() > DIGITS_OF_LONG || (id.charAt(0) == '0' && id.length() > 1)) {
            return false;
        }
        return id.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
