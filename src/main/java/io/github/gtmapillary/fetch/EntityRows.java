package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiClient;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entities by their ids, batch by batch, in the order of the ids. Ids that Mapillary does not know are left out. A batch that fails is
 * asked for in parts ({@link FailedBatches}).
 *
 * <p>A batch that fails while it asks for what is known to make batches fail is asked for without it ({@link AskedFields}).
 */
final class EntityRows implements RowCursor {

    /** Ids with the fields that they are asked for with. */
    private record Batch(List<String> ids, String fields) {}

    private final EntityDecoder decoder;
    private final AskedFields fields;
    private final FetchTally tally;
    private final OrderedAnswers<Batch> batches;
    private final FailedBatches failed;
    private Iterator<Row> current = List.<Row>of().iterator();

    /**
     * @param known whether the ids come from Mapillary itself, so that there is something
     * @param ahead most requests under way
     */
    EntityRows(
            ApiClient client,
            Keys<List<String>> batches,
            EntityDecoder decoder,
            BatchFields fields,
            boolean known,
            int ahead,
            boolean mayStopEarly,
            FetchTally tally) {
        this.decoder = decoder;
        this.tally = tally;
        this.failed = new FailedBatches(client, decoder, ahead, tally);
        this.fields = new AskedFields(fields, failed, tally);
        this.batches = new OrderedAnswers<>(
                client,
                () -> batch(batches.next()),
                batch -> {
                    ApiRequest request = ApiRequests.of(GraphRequest.entities(batch.ids, batch.fields));
                    return known ? request.expectingData() : request;
                },
                ahead,
                mayStopEarly,
                tally);
    }

    private @Nullable Batch batch(@Nullable List<String> ids) {
        return ids == null ? null : new Batch(ids, fields.current());
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (!current.hasNext()) {
            Batch batch = batches.nextKey();
            if (batch == null) {
                return null;
            }
            current = read(batch).iterator();
        }
        return current.next();
    }

    private List<Row> read(Batch batch) throws IOException {
        List<Row> rows = answered(batch);
        tally.counts.add(rows.size(), rows.size());
        return rows;
    }

    private List<Row> answered(Batch batch) throws IOException {
        try {
            return completed(batch, found(batch));
        } catch (ApiException e) {
            if (!fields.reducedAfter(e, batch.fields)) {
                throw e;
            }
            Batch reduced = new Batch(batch.ids, fields.current());
            return completed(reduced, failed.whole(reduced.ids, reduced.fields));
        }
    }

    private Map<String, Row> found(Batch batch) throws IOException {
        try {
            return batches.next(decoder::entities);
        } catch (UnknownEntityException e) {
            return failed.inParts(batch.ids, batch.fields, e);
        } catch (ApiException e) {
            if (!e.smallerRequestMayPass() || fields.reducedAfter(e, batch.fields)) {
                throw e;
            }
            return failed.inParts(batch.ids, batch.fields, e);
        }
    }

    private List<Row> completed(Batch batch, Map<String, Row> byId) throws IOException {
        List<Row> rows =
                batch.ids.stream().map(byId::get).filter(Objects::nonNull).toList();
        return fields.completed(rows, batch.fields, decoder);
    }

    void close() {
        batches.close();
        failed.close();
    }
}
