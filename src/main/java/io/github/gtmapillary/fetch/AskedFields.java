package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.model.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The fields that several entities at once are asked for with. They are all fields of the query, until a request fails that asks for
 * what is known to make such requests fail ({@link BatchFields}). That request and all later ones are sent without it. The entities
 * are then asked for the rest one by one if the query names it, or else lack it.
 */
final class AskedFields {
    private final BatchFields fields;
    private final FailedBatches alone;
    private final FetchTally tally;
    private String current;

    /** @param alone asks for the entities one by one */
    AskedFields(BatchFields fields, FailedBatches alone, FetchTally tally) {
        this.fields = fields;
        this.alone = alone;
        this.tally = tally;
        this.current = fields.all();
    }

    /** The value of the parameter {@code fields} for the next request. */
    String current() {
        return current;
    }

    /**
     * Whether a request that failed should be sent again with {@link #current()}, which then lacks what may have made it fail.
     *
     * @param asked the fields that the request asked for
     */
    boolean reducedAfter(ApiException failure, String asked) {
        if (asked.equals(fields.safe()) || !failure.smallerRequestMayPass()) {
            return false;
        }
        current = fields.safe();
        return true;
    }

    /**
     * The same entities with what was left out of a request for them, as far as the query names it.
     *
     * @param asked the fields that they were asked for with
     * @throws ApiException if an entity does not answer alone either, and the filter or the sort needs what it lacks
     */
    List<Row> completed(List<Row> rows, String asked, EntityDecoder decoder) throws IOException {
        if (asked.equals(fields.all())) {
            return rows;
        }
        if (!fields.named()) {
            unanswered(rows.size());
            return rows;
        }
        Map<String, Row> whole =
                alone.oneByOne(rows.stream().map(Row::id).toList(), fields.all(), decoder, (id, failure) -> {
                    if (fields.decisive()) {
                        throw failure;
                    }
                    unanswered(1);
                });
        return rows.stream().map(row -> whole.getOrDefault(row.id(), row)).toList();
    }

    private void unanswered(long entities) {
        fields.left().forEach(attribute -> tally.unanswered(attribute, entities));
    }
}
