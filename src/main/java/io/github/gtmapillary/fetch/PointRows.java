package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.tile.CorruptTileException;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of point layers, tile by tile, each id once. Tiles that may have come empty by mistake are asked for again at the end.
 *
 * <p>Rows come as they are decoded. In natural order, and where failed tiles are skipped, the rows of a tile come once all of them are
 * decoded.
 */
final class PointRows implements RowCursor {
    private final FetchTally tally;
    private final ReadOptions options;
    private final TileDecoder decoder;
    private final TileReading<RowCursor> reading;
    private final boolean besideSequences;
    private final SuspectEmptyTiles suspects = new SuspectEmptyTiles();
    private final SeenIds seen = new SeenIds();
    private TileRows<RowCursor> tiles;
    private boolean lastLook;
    private @Nullable RowCursor current;

    PointRows(FetchSession session, TileScan scan, Expectation expectation, ReadOptions options) {
        this.tally = session.tally();
        this.options = options;
        this.decoder = new TileDecoder(scan.schema(), scan.condition(), options.projection(), tally.decodeCounts());
        this.besideSequences =
                scan.schema().tileSource().besideLines() && scan.tiles().size() > 1;
        this.reading = new TileReading<>(session, scan, session.twoEach(options), tile -> read(session, tile));
        this.tiles = reading.open(scan.tiles(), expectation);
    }

    private RowCursor read(FetchSession session, DecodedTile tile) throws IOException {
        if (besideSequences) {
            suspects.add(tile);
        }
        RowCursor rows = decoder.decode(tile);
        if (options.naturalOrder()) {
            return sorted(rows);
        }
        return session.skipsFailedTiles() ? RowCursor.of(rows.toList()) : rows;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            if (current == null) {
                current = nextTile();
                if (current == null) {
                    return null;
                }
            }
            Row row = nextOf(current);
            if (row == null) {
                current = null;
            } else if (seen.add(row.id())) {
                return row;
            }
        }
    }

    private @Nullable RowCursor nextTile() throws IOException {
        RowCursor tile = tiles.next();
        if (tile != null || lastLook) {
            return tile;
        }
        lastLook = true;
        List<TileId> again = suspects.found();
        if (again.isEmpty()) {
            return null;
        }
        tally.asksAgain(again);
        tiles = reading.open(again, Expectation.DATA);
        return tiles.next();
    }

    private @Nullable Row nextOf(RowCursor tile) throws IOException {
        try {
            return tile.next();
        } catch (CorruptTileException e) {
            tiles.forgetLast();
            throw e;
        }
    }

    /** The rows of a tile by id. */
    private static RowCursor sorted(RowCursor cursor) throws IOException {
        List<Row> rows = cursor.toList();
        rows.sort(Comparator.comparing(Row::id, IdOrder.BY_ID));
        return RowCursor.of(rows);
    }
}
