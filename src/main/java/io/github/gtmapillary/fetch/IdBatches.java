package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.RequestPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes ids from one scan of tiles after the other, in the portions in which entities are asked for. */
final class IdBatches implements OrderedAnswers.Keys<List<String>> {
    private final Iterator<? extends RowCursor> scans;
    private @Nullable RowCursor current;

    IdBatches(List<? extends RowCursor> scans) {
        this.scans = scans.iterator();
    }

    @Override
    public @Nullable List<String> next() throws IOException {
        List<String> ids = new ArrayList<>();
        for (Row row = nextRow(); row != null; row = nextRow()) {
            ids.add(row.id());
            if (ids.size() == RequestPlan.BATCH) {
                break;
            }
        }
        return ids.isEmpty() ? null : ids;
    }

    private @Nullable Row nextRow() throws IOException {
        while (current != null || scans.hasNext()) {
            if (current == null) {
                current = scans.next();
            }
            Row row = current.next();
            if (row != null) {
                return row;
            }
            current = null;
        }
        return null;
    }
}
