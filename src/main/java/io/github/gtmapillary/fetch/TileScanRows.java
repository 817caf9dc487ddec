package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.GeometryKind;

/** Opens the rows of tiles: points one by one, lines once all tiles that hold parts of them were read. */
final class TileScanRows {
    private TileScanRows() {}

    static RowCursor of(FetchSession session, TileScan scan, Expectation expectation, ReadOptions options) {
        return scan.schema().geometry() == GeometryKind.LINES
                ? new SequenceRows(session, scan, expectation, options.projection())
                : new PointRows(session, scan, expectation, options);
    }
}
