package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiAnswer;
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
    private final OrderedAnswers<List<String>> batches;
    private final EntityDecoder decoder;
    private final String fields;
    private final FetchTally tally;
    private Iterator<Row> current = List.<Row>of().iterator();

    EntityRows(
            ApiClient client,
            OrderedAnswers<List<String>> batches,
            EntityDecoder decoder,
            String fields,
            FetchTally tally) {
        this.client = client;
        this.batches = batches;
        this.decoder = decoder;
        this.fields = fields;
        this.tally = tally;
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
        List<Row> rows = new ArrayList<>();
        for (String id : batch) {
            ApiRequest request = api(GraphRequest.entity(id, fields));
            tally.requested(request);
            try {
                ApiAnswer answer = client.send(request).await();
                tally.received(request, answer);
                OrderedAnswers.read(client, request, answer, decoder::entity).ifPresent(rows::add);
            } catch (UnknownEntityException e) {
                // that it is not there is the answer: the id is unknown, or not for this token to see
                LOGGER.log(Level.FINE, "Mapillary knows no entity {0}", id);
            }
        }
        return rows;
    }
}
