package io.github.gtmapillary.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
     * Reads this cursor to its end.
     *
     * @return the rows that remain, in their order, in a new list that the caller may change
     * @throws IOException if one of the rows cannot be read
     */
    default List<Row> toList() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Row row = next(); row != null; row = next()) {
            rows.add(row);
        }
        return rows;
    }

    /**
     * Returns a cursor over rows that were read before.
     *
     * @param rows the rows in their order
     * @return a cursor that reads each of them once
     */
    static RowCursor of(List<Row> rows) {
        Iterator<Row> iterator = rows.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }

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
