package io.github.gtmapillary.model;

import java.io.IOException;
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
}
