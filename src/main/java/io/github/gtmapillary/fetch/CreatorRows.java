package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.EntityPage;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiAnswer;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.PendingAnswer;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.Delivery;
import io.github.gtmapillary.plan.RequestPlan.CreatorSearch;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The images of users, one page after the other: only an answer says what its next page is asked for with. */
final class CreatorRows implements RowCursor {
    private final ApiClient client;
    private final CreatorSearch search;
    private final EntityDecoder decoder;
    private final FetchTally tally;
    private final SeenIds seen = new SeenIds();
    private final Iterator<String> usernames;
    private @Nullable GraphRequest nextPage;
    private Iterator<Row> current = List.<Row>of().iterator();
    private @Nullable PendingAnswer underWay;
    private boolean closed;

    CreatorRows(ApiClient client, CreatorSearch search, Delivery delivery, FetchTally tally) {
        this.client = client;
        this.search = search;
        this.decoder = new EntityDecoder(search.schema(), delivery.projection(), search.positions());
        this.tally = tally;
        this.usernames = search.usernames().iterator();
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            Row row = seen.nextNew(current);
            if (row != null) {
                return row;
            }
            GraphRequest page = page();
            if (page == null) {
                return null;
            }
            current = read(page).iterator();
        }
    }

    private @Nullable GraphRequest page() {
        if (nextPage == null && usernames.hasNext()) {
            nextPage = GraphRequest.imagesOf(usernames.next(), search.fields(), search.parameters());
        }
        return nextPage;
    }

    private List<Row> read(GraphRequest request) throws IOException {
        ApiRequest sent = EntityRows.api(request);
        EntityPage<Row> page = OrderedAnswers.read(client, sent, answer(sent), decoder::page);
        tally.counts.add(page.rows().size(), page.rows().size());
        nextPage = page.next(GraphRequest.PAGE)
                .map(request::after)
                // a page that leads to itself would never end
                .filter(next -> !next.equals(request))
                .orElse(null);
        return page.rows();
    }

    private ApiAnswer answer(ApiRequest request) throws IOException {
        ApiAnswer answer = send(request).await();
        tally.received(request, answer);
        return answer;
    }

    private synchronized PendingAnswer send(ApiRequest request) throws IOException {
        if (closed) {
            throw new ReaderClosedException();
        }
        tally.requested(request);
        PendingAnswer sent = client.send(request);
        underWay = sent;
        return sent;
    }

    synchronized void close() {
        closed = true;
        if (underWay != null) {
            underWay.cancel();
        }
    }
}
