package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of several plans, one plan after the other. A feature may come from more than one, and need not be the same each time:
 * who filters them has to look at each.
 */
final class UnionRows implements RowCursor {
    private final Iterator<OpenRows> parts;
    private @Nullable OpenRows current;

    UnionRows(List<OpenRows> parts) {
        this.parts = parts.iterator();
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (current != null || parts.hasNext()) {
            if (current == null) {
                current = parts.next();
            }
            Row row = current.rows().next();
            if (row != null) {
                return row;
            }
            current = null;
        }
        return null;
    }
}
