package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.RequestPlan.EntityScan;
import io.github.gtmapillary.plan.TooManyRequestsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes ids from one scan of tiles after the other, in the portions in which entities are asked for. */
final class IdBatches implements OrderedAnswers.Keys<List<String>> {
    private final Iterator<? extends RowCursor> scans;
    private final EntityScan plan;
    private @Nullable RowCursor current;
    private int batches;

    IdBatches(List<? extends RowCursor> scans, EntityScan plan) {
        this.scans = scans.iterator();
        this.plan = plan;
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
        if (ids.isEmpty()) {
            return null;
        }
        if (++batches > plan.maxRequests()) {
            throw new TooManyRequestsException(plan.schema().name(), batches, plan.maxRequests());
        }
        return ids;
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
