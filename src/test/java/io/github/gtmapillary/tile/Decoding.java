package io.github.gtmapillary.tile;

import static java.util.Objects.requireNonNull;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Decodes whole tiles for tests. */
final class Decoding {
    static final TileId TILE = new TileId(14, 8574, 5735);

    private Decoding() {}

    static List<Row> all(TypeSchema schema, byte[] bytes) throws IOException {
        return all(schema, Condition.ALWAYS, everything(schema), bytes);
    }

    static List<Row> all(TypeSchema schema, Condition condition, Projection projection, byte[] bytes)
            throws IOException {
        RowCursor cursor = new TileDecoder(schema, condition, projection, new DecodeCounts()).decode(TILE, bytes);
        List<Row> rows = new ArrayList<>();
        for (Row row = cursor.next(); row != null; row = cursor.next()) {
            rows.add(row);
        }
        return rows;
    }

    static List<String> ids(TypeSchema schema, byte[] bytes) throws IOException {
        return ids(schema, Condition.ALWAYS, bytes);
    }

    static List<String> ids(TypeSchema schema, Condition condition, byte[] bytes) throws IOException {
        return all(schema, condition, Projection.ID_ONLY, bytes).stream()
                .map(Row::id)
                .toList();
    }

    static Projection everything(TypeSchema schema) {
        return new Projection(schema.attributes().stream().map(Attribute::name).collect(Collectors.toSet()), true);
    }

    static @Nullable Object value(Row row, TypeSchema schema, String attribute) {
        return row.values().get(schema.indexOf(attribute));
    }

    static Geometry geometry(Row row) {
        return requireNonNull(row.geometry());
    }

    /** Where a pixel of a 4096 grid lies, by the formula of the XYZ scheme. */
    static Coordinate pixel(TileId tile, int x, int y) {
        double tiles = 1 << tile.zoom();
        double lon = (tile.x() + x / 4096.0) / tiles * 360 - 180;
        double lat = Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * ((tile.y() + y / 4096.0) / tiles)))));
        return new Coordinate(lon, lat);
    }
}
