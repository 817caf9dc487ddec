package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.TooMuchDataException;
import io.github.gtmapillary.http.TransientApiException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.Delivery;
import io.github.gtmapillary.plan.RequestPlan.GraphSearch;
import io.github.gtmapillary.plan.SearchCell;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the Graph API's search finds, cell by cell, each entity once. Cells with too much in them come again in quarters, after all
 * others; what the whole cell did answer is kept, as its quarters may leave out some of it.
 *
 * <p>A cell that is too heavy may also fail with any HTTP 5xx, as an outage does. It is quartered too, but only so many cells may
 * fail in a row: then the host is out, or refuses the token, and smaller cells would not help.
 */
final class GraphSearchRows implements RowCursor {

    /** A cell and its quarters: a search that has not had a single answer goes no deeper. */
    private static final int MOST_FAILURES_AT_FIRST = 1 + 4;

    /** A cell, its quarters and theirs. */
    private static final int MOST_FAILURES_IN_A_ROW = 1 + 4 + 16;

    private final ApiClient client;
    private final GraphSearch search;
    private final Delivery delivery;
    private final EntityDecoder decoder;
    private final int ahead;
    private final FetchTally tally;
    private final SeenIds seen = new SeenIds();
    private final List<SearchCell> tooFull = new ArrayList<>();
    private OrderedAnswers<SearchCell> cells;
    private Iterator<Row> current = List.<Row>of().iterator();
    private int failuresInARow;
    private int mostFailures = MOST_FAILURES_AT_FIRST;
    private boolean closed;

    GraphSearchRows(ApiClient client, GraphSearch search, Delivery delivery, int ahead, FetchTally tally) {
        this.client = client;
        this.search = search;
        this.delivery = delivery;
        this.decoder = new EntityDecoder(search.schema(), delivery.projection(), search.positions(), tally);
        this.ahead = ahead;
        this.tally = tally;
        this.cells = answers(search.cells());
    }

    private OrderedAnswers<SearchCell> answers(List<SearchCell> round) {
        return new OrderedAnswers<>(
                client,
                Keys.of(round.iterator()),
                cell -> EntityRows.api(search.request(cell)),
                2 * ahead,
                delivery.mayStopEarly(),
                tally);
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            Row row = seen.nextNew(current);
            if (row != null) {
                return row;
            }
            SearchCell cell = cells.nextKey();
            if (cell != null) {
                current = read(cell).iterator();
            } else if (tooFull.isEmpty()) {
                return null;
            } else {
                nextRound();
            }
        }
    }

    private List<Row> read(SearchCell cell) throws IOException {
        try {
            List<Row> rows = cells.nextOfPages(decoder::page);
            answered();
            tally.counts.add(rows.size(), rows.size());
            if (rows.size() >= GraphSearch.FULL) {
                split(cell, tooMany(cell), null);
            }
            return rows;
        } catch (TooMuchDataException e) {
            answered();
            split(cell, tooMany(cell), e);
            return List.of();
        } catch (TransientApiException e) {
            if (!e.isServerError() || ++failuresInARow >= mostFailures) {
                throw e;
            }
            split(cell, failing(cell, e), e);
            return List.of();
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
            throw new IOException(ifTooSmall, cause);
        }
        tooFull.addAll(quarters);
    }

    private synchronized void nextRound() throws IOException {
        if (closed) {
            throw new ReaderClosedException();
        }
        cells = answers(List.copyOf(tooFull));
        tooFull.clear();
    }

    synchronized void close() {
        closed = true;
        cells.close();
    }
}
