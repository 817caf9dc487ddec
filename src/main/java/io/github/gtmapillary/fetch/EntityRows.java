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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entities by their ids, batch by batch, in the order of the ids. Ids that Mapillary does not know are left out. A batch that fails is
 * asked for in parts ({@link FailedBatches}).
 *
 * <p>A batch that fails while it asks for what is known to make batches fail ({@link BatchFields}) is asked for without it, and so are
 * all that follow. The entities are then asked one by one for the rest if the query names it, or else lack it.
 */
final class EntityRows implements RowCursor {

    /** Ids with the fields that they are asked for with. */
    private record Batch(List<String> ids, String fields) {}

    private final EntityDecoder decoder;
    private final BatchFields fields;
    private final FetchTally tally;
    private final OrderedAnswers<Batch> batches;
    private final FailedBatches failed;
    private String present;
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
        this.fields = fields;
        this.present = fields.all();
        this.tally = tally;
        this.failed = new FailedBatches(client, decoder, ahead, tally);
        this.batches = new OrderedAnswers<>(
                client,
                () -> batch(batches.next()),
                batch -> {
                    ApiRequest request = api(GraphRequest.entities(batch.ids, batch.fields));
                    return known ? request.expectingData() : request;
                },
                ahead,
                mayStopEarly,
                tally);
    }

    private @Nullable Batch batch(@Nullable List<String> ids) {
        return ids == null ? null : new Batch(ids, present);
    }

    static ApiRequest api(GraphRequest request) {
        return ApiRequest.graph(request.path(), request.parameters());
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
        Map<String, Row> byId = found(batch);
        List<Row> rows =
                batch.ids.stream().map(byId::get).filter(Objects::nonNull).toList();
        tally.counts.add(rows.size(), rows.size());
        return rows;
    }

    private Map<String, Row> found(Batch batch) throws IOException {
        boolean safe = batch.fields.equals(fields.safe());
        try {
            Map<String, Row> rows = batches.next(decoder::entities);
            return safe && !fields.left().isEmpty() ? completed(rows) : rows;
        } catch (UnknownEntityException e) {
            return failed.inParts(batch.ids, batch.fields, e);
        } catch (ApiException e) {
            if (!e.smallerRequestMayPass()) {
                throw e;
            }
            if (safe) {
                return completed(failed.inParts(batch.ids, batch.fields, e));
            }
            present = fields.safe();
            return completed(failed.whole(batch.ids, present));
        }
    }

    /** Gets what was left out of a batch, as far as the query names it. */
    private Map<String, Row> completed(Map<String, Row> rows) throws IOException {
        if (!fields.named()) {
            fields.left().forEach(attribute -> tally.unanswered(attribute, rows.size()));
            return rows;
        }
        Map<String, Row> completed = new HashMap<>(rows);
        completed.putAll(failed.oneByOne(
                rows.keySet().stream().sorted(IdOrder.BY_ID).toList(), fields.all(), (id, e) -> {
                    if (fields.decisive()) {
                        throw e;
                    }
                    fields.left().forEach(attribute -> tally.unanswered(attribute, 1));
                }));
        return completed;
    }

    void close() {
        batches.close();
        failed.close();
    }
}
