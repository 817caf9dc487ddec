package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.plan.ReadOptions;
import io.github.gtmapillary.plan.TileScan;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.Owner;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Scans and what they give, for tests. */
final class Scans {
    static final int ROW = 5735;
    static final int FIRST_COLUMN = 8574;

    private Scans() {}

    /** A scan of neighbouring tiles from west to east. */
    static TileScan of(TypeSchema schema, int tiles) {
        return of(schema, Condition.ALWAYS, tiles);
    }

    static TileScan of(TypeSchema schema, Condition condition, int tiles) {
        List<TileId> ids = IntStream.range(0, tiles).mapToObj(Scans::tile).toList();
        return new TileScan(schema, schema.tileSet(), 14, ids, condition, "a test");
    }

    static TileId tile(int index) {
        return new TileId(14, FIRST_COLUMN + index, ROW);
    }

    /** An owner that detections are listed by. */
    static Owner owner(String attribute) {
        return MapillaryTypes.DETECTIONS.entity().orElseThrow().owners().stream()
                .filter(owner -> owner.attribute().equals(attribute))
                .findFirst()
                .orElseThrow();
    }

    static ReadOptions everything(TypeSchema schema) {
        return new ReadOptions(
                new Projection(schema.attributes().stream().map(Attribute::name).collect(Collectors.toSet()), true),
                false,
                false);
    }

    static ReadOptions naturalOrder(TypeSchema schema) {
        return new ReadOptions(everything(schema).projection(), true, false);
    }

    static List<Row> rows(RowCursor cursor) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Row row = cursor.next(); row != null; row = cursor.next()) {
            rows.add(row);
        }
        return rows;
    }

    static List<String> ids(RowCursor cursor) throws IOException {
        return rows(cursor).stream().map(Row::id).toList();
    }
}
