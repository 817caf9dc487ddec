package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.schema.ApiLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ids of rows, in batches of the size of a request for entities. */
record IdBatches(RowCursor rows) implements OrderedAnswers.Keys<List<String>> {

    @Override
    public @Nullable List<String> next() throws IOException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < ApiLimits.BATCH) {
            Row row = rows.next();
            if (row == null) {
                break;
            }
            ids.add(row.id());
        }
        return ids.isEmpty() ? null : ids;
    }
}
