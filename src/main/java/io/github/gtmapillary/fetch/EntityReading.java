package io.github.gtmapillary.fetch;

import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;

/**
 * How one plan reads entities of one type.
 *
 * @param decoder turns answers into rows
 * @param fields the fields that requests for several entities ask for
 * @param failed asks again for entities whose common request failed
 */
record EntityReading(EntityDecoder decoder, AskedFields fields, FailedBatches failed) {

    static EntityReading of(FetchSession session, EntityDecoder decoder, BatchFields fields) {
        FailedBatches failed = new FailedBatches(session, decoder);
        return new EntityReading(decoder, new AskedFields(fields, failed, session.tally()), failed);
    }
}
