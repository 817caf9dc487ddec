package io.github.gtmapillary.fetch;

import io.github.gtmapillary.fetch.OrderedAnswers.Keys;
import io.github.gtmapillary.graph.BatchFields;
import io.github.gtmapillary.graph.EntityDecoder;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.CreatorSearch;
import io.github.gtmapillary.plan.DetectionLookup;
import io.github.gtmapillary.plan.EntityLookup;
import io.github.gtmapillary.plan.EntityScan;
import io.github.gtmapillary.plan.GraphSearch;
import io.github.gtmapillary.plan.Nothing;
import io.github.gtmapillary.plan.OverviewGuidedScan;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.RequestPlan;
import io.github.gtmapillary.plan.SequenceLookup;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.plan.Union;
import java.util.List;

/** Opens the rows of each kind of plan within one session. */
record PlanRows(FetchSession session, ReadOptions options) implements RequestPlan.Visitor<RowCursor> {

    @Override
    public RowCursor nothing(Nothing nothing) {
        return RowCursor.of(List.of());
    }

    @Override
    public RowCursor tileScan(TileScan scan) {
        return TileScanRows.of(session, scan, Expectation.NOTHING, options);
    }

    @Override
    public RowCursor overviewGuidedScan(OverviewGuidedScan scan) {
        return new OverviewGuidedRows(session, scan, options);
    }

    @Override
    public RowCursor entityLookup(EntityLookup lookup) {
        return new EntityRows(
                session,
                Keys.of(lookup.batches()),
                EntityReading.of(
                        session,
                        session.decoder(lookup.schema(), options.projection(), lookup.positions()),
                        BatchFields.of(lookup.schema(), options.projection(), lookup.fields())),
                Expectation.NOTHING,
                session.twoEach(options));
    }

    @Override
    public RowCursor sequenceLookup(SequenceLookup lookup) {
        return new SequenceLookupRows(session, lookup, options);
    }

    /** Reads the ids from tiles, then the entities. */
    @Override
    public RowCursor entityScan(EntityScan scan) {
        ReadOptions idsOnly = new ReadOptions(Projection.ID_ONLY, options.naturalOrder(), options.mayStopEarly());
        EntityDecoder decoder = session.decoder(scan.schema(), options.projection(), scan.positions());
        return new EntityRows(
                session,
                new IdBatches(new PlanRows(session, idsOnly).chained(scan.scans())),
                EntityReading.of(session, decoder, BatchFields.of(scan.schema(), options.projection(), scan.fields())),
                Expectation.DATA,
                session.twoEach(options));
    }

    @Override
    public RowCursor detectionLookup(DetectionLookup lookup) {
        return new DetectionRows(session, lookup, options);
    }

    @Override
    public RowCursor graphSearch(GraphSearch search) {
        return new GraphSearchRows(session, search, options);
    }

    @Override
    public RowCursor creatorSearch(CreatorSearch search) {
        return new CreatorRows(session, search, options);
    }

    /** A feature may come from several parts, and may differ between them: the reader has to filter each, then keep one. */
    @Override
    public RowCursor union(Union union) {
        return chained(union.parts());
    }

    private RowCursor chained(List<? extends RequestPlan> parts) {
        return RowCursor.chained(
                parts.stream().map(part -> part.accept(this)).toList().iterator());
    }
}
