package io.github.gtmapillary.fetch;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a plan with the session that they are read in. */
final class RunningPlan implements RowStream {
    private final RowCursor rows;
    private final FetchSession session;
    /** Later calls throw it again, so that nobody takes a part of the rows for all of them. */
    private @Nullable IOException failure;

    RunningPlan(RowCursor rows, FetchSession session) {
        this.rows = rows;
        this.session = session;
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            Row row = rows.next();
            if (row == null) {
                session.tally().stop();
            }
            return row;
        } catch (IOException e) {
            session.tally().stop();
            failure = e;
            throw e;
        } catch (RuntimeException | Error e) {
            session.tally().stop();
            failure = new MapillaryException(FailureKind.DEFECT, "the query failed before: " + e.getMessage(), e);
            throw e;
        }
    }

    @Override
    public FetchReport report() {
        return session.tally().report();
    }

    @Override
    public void close() {
        session.close();
    }
}
