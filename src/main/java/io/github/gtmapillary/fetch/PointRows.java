package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.tile.CorruptTileException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of point layers, tile by tile, each id once. */
final class PointRows implements RowCursor {
    private final TileRows<RowCursor> tiles;
    private final SeenIds seen = new SeenIds();
    private @Nullable RowCursor current;

    PointRows(TileRows<RowCursor> tiles) {
        this.tiles = tiles;
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (true) {
            if (current == null) {
                current = tiles.next();
                if (current == null) {
                    return null;
                }
            }
            Row row = read(current);
            if (row == null) {
                current = null;
            } else if (seen.add(row.id())) {
                return row;
            }
        }
    }

    private @Nullable Row read(RowCursor tile) throws IOException {
        try {
            return tile.next();
        } catch (CorruptTileException e) {
            tiles.forgetLast();
            throw e;
        }
    }

    /** The rows of a tile by id. */
    static RowCursor sorted(RowCursor cursor) throws IOException {
        List<Row> rows = TileRows.all(cursor);
        rows.sort(Comparator.comparing(Row::id, IdOrder.BY_ID));
        return TileRows.over(rows);
    }
}
