package io.github.gtmapillary.model;

import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows one after the other. */
@FunctionalInterface
public interface RowCursor {

    /**
     * Goes on by one.
     *
     * @return the next row, null after the last
     * @throws IOException when the rest can't be had; what came before is then not the whole answer
     */
    @Nullable Row next() throws IOException;

    /** The rows of several cursors, one cursor after the other. */
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
