package io.github.gtmapillary.model;

import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads rows one by one. */
@FunctionalInterface
public interface RowCursor {

    /**
     * Reads the next row.
     *
     * @return the next row; null after the last one
     * @throws IOException if the next row cannot be read. The rows before it are then not the complete answer.
     */
    @Nullable Row next() throws IOException;

    /**
     * Chains cursors.
     *
     * @param cursors cursors in the order of their rows
     * @return a cursor over the rows of each cursor, one cursor after the other
     */
    static RowCursor chained(Iterator<? extends RowCursor> cursors) {
        return new RowCursor() {
            private @Nullable RowCursor current;

            @Override
            public @Nullable Row next() throws IOException {
                while (current != null || cursors.hasNext()) {
                    if (current == null) {
                        current = cursors.next();
                    }
                    Row row = current.next();
                    if (row != null) {
                        return row;
                    }
                    current = null;
                }
                return null;
            }
        };
    }
}
