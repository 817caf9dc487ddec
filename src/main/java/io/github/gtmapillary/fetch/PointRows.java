package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.tile.CorruptTileException;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of point layers, tile by tile, each id once. Tiles that may have come empty by mistake are asked for again at the end. */
final class PointRows implements RowCursor {
    private final TileRequests requests;
    private final Function<OrderedAnswers<TileId>, TileRows<RowCursor>> reading;
    private final DoubtfulTiles doubtful;
    private final SeenIds seen = new SeenIds();
    private TileRows<RowCursor> tiles;
    private boolean lastLook;
    private @Nullable RowCursor current;

    /**
     * @param reading how tiles are read as they come
     * @param doubtful what is read tells it
     */
    PointRows(
            TileRequests requests,
            Function<OrderedAnswers<TileId>, TileRows<RowCursor>> reading,
            DoubtfulTiles doubtful) {
        this.requests = requests;
        this.reading = reading;
        this.doubtful = doubtful;
        this.tiles = reading.apply(requests.underWay());
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
            Row row = read(current);
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
        List<TileId> again = doubtful.found();
        if (again.isEmpty()) {
            return null;
        }
        tiles = reading.apply(requests.goOnWith(again));
        return tiles.next();
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
        List<Row> rows = cursor.toList();
        rows.sort(Comparator.comparing(Row::id, IdOrder.BY_ID));
        return RowCursor.of(rows);
    }
}
