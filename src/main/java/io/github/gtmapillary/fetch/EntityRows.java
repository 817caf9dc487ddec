package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.UnexpectedAnswerException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Entities by their ids, batch by batch, in the order of the ids. Ids that Mapillary does not know are left out. A single bad id
 * makes it refuse a whole batch, which is then asked for one by one.
 */
final class EntityRows implements RowCursor {
    private static final Logger LOGGER = Logger.getLogger(EntityRows.class.getPackageName());

    private static final int BAD_REQUEST = 400;

    private final ApiClient client;
    private final EntityDecoder decoder;
    private final String fields;
    private final int ahead;
    private final FetchTally tally;
    private final OrderedAnswers<List<String>> batches;
    private @Nullable OrderedAnswers<String> singles;
    private boolean closed;
    private Iterator<Row> current = List.<Row>of().iterator();

    /**
     * @param known whether the ids come from Mapillary itself, so that there is something
     * @param ahead most requests under way
     */
    EntityRows(
            ApiClient client,
            Keys<List<String>> batches,
            EntityDecoder decoder,
            String fields,
            boolean known,
            int ahead,
            boolean mayStopEarly,
            FetchTally tally) {
        this.client = client;
        this.decoder = decoder;
        this.fields = fields;
        this.ahead = ahead;
        this.tally = tally;
        this.batches = new OrderedAnswers<>(
                client,
                batches,
                ids -> {
                    ApiRequest request = api(GraphRequest.entities(ids, fields));
                    return known ? request.expectingData() : request;
                },
                ahead,
                mayStopEarly,
                tally);
    }

    static ApiRequest api(GraphRequest request) {
        return ApiRequest.graph(request.path(), request.parameters());
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (!current.hasNext()) {
            List<String> batch = batches.nextKey();
            if (batch == null) {
                return null;
            }
            current = read(batch).iterator();
        }
        return current.next();
    }

    private List<Row> read(List<String> batch) throws IOException {
        List<Row> rows;
        try {
            Map<String, Row> byId = batches.next(decoder::entities);
            rows = batch.stream().map(byId::get).filter(Objects::nonNull).toList();
        } catch (UnknownEntityException e) {
            rows = oneByOne(batch);
        } catch (UnexpectedAnswerException e) {
            if (e.status() != BAD_REQUEST || batch.size() == 1) {
                throw e;
            }
            // an id of something else than the others: asked for alone, it is named
            rows = oneByOne(batch);
        }
        tally.counts.add(rows.size(), rows.size());
        return rows;
    }

    private List<Row> oneByOne(List<String> batch) throws IOException {
        OrderedAnswers<String> answers = opened(batch);
        List<Row> rows = new ArrayList<>();
        for (String id = answers.nextKey(); id != null; id = answers.nextKey()) {
            try {
                answers.next(decoder::entity).ifPresent(rows::add);
            } catch (UnknownEntityException e) {
                // that it is not there is the answer: the id is unknown, or not for this token to see
                LOGGER.log(Level.FINE, "Mapillary knows no entity {0}", id);
            }
        }
        return rows;
    }

    private synchronized OrderedAnswers<String> opened(List<String> batch) throws IOException {
        if (closed) {
            throw new ReaderClosedException();
        }
        singles = new OrderedAnswers<>(
                client, Keys.of(batch.iterator()), id -> api(GraphRequest.entity(id, fields)), ahead, false, tally);
        return singles;
    }

    synchronized void close() {
        closed = true;
        batches.close();
        if (singles != null) {
            singles.close();
        }
    }
}
