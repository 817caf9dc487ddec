package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.RowCursor;
import java.io.Closeable;

/**
 * The rows of a plan. Nothing is asked for before the first row is; closing cancels what is under way, from any thread. After a
 * failure each further call fails the same way.
 */
public interface RowStream extends RowCursor, Closeable {

    /** What has been done so far. */
    FetchReport report();

    @Override
    void close();
}
