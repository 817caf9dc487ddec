package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.GraphRequest;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.http.UnknownEntityException;
import io.github.gtmapillary.model.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Entities by their ids, batch by batch, in the order of the ids. Ids that Mapillary does not know are left out. A batch that fails is
 * asked for in parts ({@link FailedBatches}).
 *
 * <p>A batch that fails while it asks for fields that are known to make batches fail is asked for without them ({@link AskedFields}).
 */
final class EntityRows extends PagewiseRows {

    /** Ids with the fields that they are asked for with. */
    private record Batch(List<String> ids, String fields) {}

    private final EntityReading reading;
    private final FetchTally tally;
    private final OrderedAnswers<Batch> batches;

    /** @param expectation of data where the ids come from Mapillary itself */
    EntityRows(
            FetchSession session,
            Keys<List<String>> batches,
            EntityReading reading,
            Expectation expectation,
            ReadAhead readAhead) {
        this.reading = reading;
        this.tally = session.tally();
        this.batches = new OrderedAnswers<>(
                session,
                () -> batch(batches.next()),
                batch -> expectation.of(ApiRequests.of(GraphRequest.entities(batch.ids, batch.fields))),
                readAhead);
    }

    private @Nullable Batch batch(@Nullable List<String> ids) {
        return ids == null ? null : new Batch(ids, reading.fields().current());
    }

    @Override
    @Nullable List<Row> nextPage() throws IOException {
        Batch batch = batches.nextKey();
        if (batch == null) {
            return null;
        }
        List<Row> rows = answered(batch);
        tally.decodedEntities(rows.size());
        return rows;
    }

    private List<Row> answered(Batch batch) throws IOException {
        try {
            return completed(batch, found(batch));
        } catch (ApiException e) {
            if (!reading.fields().reducedAfter(e, batch.fields)) {
                throw e;
            }
            Batch reduced = new Batch(batch.ids, reading.fields().current());
            return completed(reduced, reading.failed().whole(reduced.ids, reduced.fields));
        }
    }

    private Map<String, Row> found(Batch batch) throws IOException {
        try {
            return batches.next(reading.decoder()::entities);
        } catch (UnknownEntityException e) {
            return reading.failed().inParts(batch.ids, batch.fields, e);
        } catch (ApiException e) {
            if (!e.smallerRequestMayPass() || reading.fields().reducedAfter(e, batch.fields)) {
                throw e;
            }
            return reading.failed().inParts(batch.ids, batch.fields, e);
        }
    }

    private List<Row> completed(Batch batch, Map<String, Row> byId) throws IOException {
        List<Row> rows =
                batch.ids.stream().map(byId::get).filter(Objects::nonNull).toList();
        return reading.fields().completed(rows, batch.fields, reading.decoder());
    }
}
