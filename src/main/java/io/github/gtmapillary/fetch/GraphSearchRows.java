package io.github.gtmapillary.fetch;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.plan.GraphSearch;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.SearchCell;
import io.github.gtmapillary.schema.ApiLimits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entities that the Graph API's search finds, cell by cell, each once. A cell with too many entities is searched again in quarters,
 * after all other cells. The entities that the whole cell answered are kept, as the quarters may leave out some of them.
 *
 * <p>A cell that is too heavy may also fail with any HTTP 5xx, as an outage does, so such a cell is quartered too. But only a limited
 * number of cells may fail in a row: then the host is out, or refuses the token, and smaller cells would not help.
 *
 * <p>A cell that fails while it asks for fields that are known to make such requests fail is first asked for without them
 * ({@link AskedFields}). Too many entities in a cell are no reason for that, unless the cell has no quarters.
 */
final class GraphSearchRows extends PagewiseRows {

    /** A cell and its quarters: a search that has not had a single answer goes no deeper. */
    private static final int MOST_FAILURES_AT_FIRST = 1 + 4;

    /** A cell, its quarters and theirs. */
    private static final int MOST_FAILURES_IN_A_ROW = 1 + 4 + 16;

    /** A cell with the fields that it is asked for with. */
    private record Asked(SearchCell cell, String fields) {}

    private final FetchSession session;
    private final GraphSearch search;
    private final ReadAhead readAhead;
    private final EntityReading reading;
    private final SeenIds seen = new SeenIds();
    private final List<SearchCell> again = new ArrayList<>();
    private OrderedAnswers<Asked> cells;
    private int failuresInARow;
    private int mostFailures = MOST_FAILURES_AT_FIRST;

    GraphSearchRows(FetchSession session, GraphSearch search, ReadOptions options) {
        this.session = session;
        this.search = search;
        this.readAhead = session.twoEach(options);
        this.reading = EntityReading.of(
                session,
                session.decoder(search.schema(), options.projection(), search.positions()),
                BatchFields.of(search.schema(), options.projection(), search.fields()));
        this.cells = answers(search.cells());
    }

    private OrderedAnswers<Asked> answers(List<SearchCell> round) {
        Iterator<SearchCell> left = round.iterator();
        return session.answers(
                () -> left.hasNext() ? new Asked(left.next(), reading.fields().current()) : null,
                asked -> search.request(asked.cell, asked.fields),
                readAhead);
    }

    @Override
    @Nullable List<Row> nextPage() throws IOException {
        Asked asked = cells.nextKey();
        if (asked == null && !again.isEmpty()) {
            cells = answers(List.copyOf(again));
            again.clear();
            asked = cells.nextKey();
        }
        return asked == null
                ? null
                : reading.fields().completed(seen.newOf(read(asked)), asked.fields, reading.decoder());
    }

    private List<Row> read(Asked asked) throws IOException {
        try {
            return found(asked.cell);
        } catch (TooMuchDataException e) {
            answered();
            if (!asked.cell.quarters().isEmpty() || !askedAgain(asked, e)) {
                split(asked.cell, tooMany(asked.cell), e);
            }
        } catch (TransientApiException e) {
            if (!askedAgain(asked, e)) {
                countFailure(e);
                split(asked.cell, failing(asked.cell, e), e);
            }
        }
        return List.of();
    }

    /** The search fails in a cell that is too small for quarters. */
    private static final class TooSmallException extends MapillaryException {
        private static final long serialVersionUID = 1L;

        TooSmallException(FailureKind kind, SearchCell cell, String message, @Nullable ApiException cause) {
            super(kind, message, cause, null, cell.toPlace());
        }
    }

    private List<Row> found(SearchCell cell) throws IOException {
        List<Row> rows = cells.nextOfPages(reading.decoder()::page);
        answered();
        session.tally().decodedEntities(rows.size());
        if (rows.size() >= ApiLimits.FULL_ANSWER) {
            split(cell, tooMany(cell), null);
        }
        return rows;
    }

    /** Whether a cell that failed is searched again later with fewer fields. */
    private boolean askedAgain(Asked asked, ApiException failure) {
        boolean reduced = reading.fields().reducedAfter(failure, asked.fields);
        if (reduced) {
            again.add(asked.cell);
        }
        return reduced;
    }

    private void countFailure(TransientApiException failure) throws TransientApiException {
        if (!failure.isServerError() || ++failuresInARow >= mostFailures) {
            throw failure;
        }
    }

    private void answered() {
        failuresInARow = 0;
        mostFailures = MOST_FAILURES_IN_A_ROW;
    }

    private String tooMany(SearchCell cell) {
        return "Mapillary has more " + search.endpoint() + " in the ten metres of bbox " + cell
                + " than its search gives out: leave this place out of the query, or set search=tiles";
    }

    private String failing(SearchCell cell, TransientApiException failure) {
        return "Mapillary's search for " + search.endpoint() + " fails in the ten metres of bbox " + cell
                + ", though it answers elsewhere: leave this place out of the query, or set search=tiles ("
                + failure.getMessage() + ")";
    }

    /**
     * Asks for the quarters of a cell later.
     *
     * @throws IOException with this message if the cell is too small for quarters
     */
    private void split(SearchCell cell, String ifTooSmall, @Nullable ApiException cause) throws IOException {
        List<SearchCell> quarters = cell.quarters();
        if (quarters.isEmpty()) {
            FailureKind kind = cause == null ? FailureKind.QUERY_TOO_LARGE : cause.kind();
            throw new TooSmallException(kind, cell, ifTooSmall, cause);
        }
        again.addAll(quarters);
    }
}
