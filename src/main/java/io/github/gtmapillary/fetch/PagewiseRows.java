package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of the Graph API, whose answers hold several rows each. */
abstract class PagewiseRows implements RowCursor {
    private Iterator<Row> page = Collections.emptyIterator();

    @Override
    public final @Nullable Row next() throws IOException {
        while (!page.hasNext()) {
            List<Row> following = nextPage();
            if (following == null) {
                return null;
            }
            page = following.iterator();
        }
        return page.next();
    }

    /**
     * Reads the next answer.
     *
     * @return the rows of it, perhaps none; null after the last answer
     */
    abstract @Nullable List<Row> nextPage() throws IOException;
}
