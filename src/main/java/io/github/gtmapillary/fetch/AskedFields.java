package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.http.ApiException;
import io.github.gtmapillary.model.Row;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The fields that requests for several entities ask for. At first they are all fields that the query needs. Some fields are known to make
 * such requests fail ({@link BatchFields}). Once a request with them fails, it and all later ones are sent without them. If the query
 * names one of these fields, the entities are then asked for one by one; otherwise they lack it.
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
     * Whether to send a request that failed again with {@link #current()}, which then lacks the fields that may have made it fail.
     *
     * @param asked the fields that the failed request asked for
     */
    boolean reducedAfter(ApiException failure, String asked) {
        if (asked.equals(fields.safe()) || !failure.smallerRequestMayPass()) {
            return false;
        }
        current = fields.safe();
        return true;
    }

    /**
     * Completes entities whose request left out fields, if the query names one of these fields.
     *
     * @param asked the fields that the request for the entities asked for
     * @throws ApiException if a request for a single entity fails too, and the filter or the sort needs the missing field
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
