package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.RowCursor;
import java.io.Closeable;

/**
 * The rows of a plan. It sends no request before its first row is asked for. Closing cancels all requests under way; any thread may
 * close it at any time. After a failure, each further call fails the same way.
 */
public interface RowStream extends RowCursor, Closeable {

    /** Reports what the read has done so far. */
    FetchReport report();

    @Override
    void close();
}
