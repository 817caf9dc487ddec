package io.github.gtmapillary.tile;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Decodes vector tiles into rows of one feature type.
 *
 * <p>The decoder accepts layers in any order, unknown layers and properties, and any extent. It leaves out points on the eastern and
 * southern edge: they belong to the next tile.
 */
public final class TileDecoder {
    private final TypeSchema schema;
    private final Condition condition;
    private final Projection projection;
    private final GeometryFactory geometries = new GeometryFactory();
    private final DecodeCounts counts;

    /**
     * Makes a decoder.
     *
     * @param schema the type of the rows; its layer names say which layers of a tile are read
     * @param condition the condition that rows fulfil
     * @param projection the parts of a feature that rows hold
     * @param counts counts every feature that is tested or kept
     */
    public TileDecoder(TypeSchema schema, Condition condition, Projection projection, DecodeCounts counts) {
        this.schema = schema;
        this.condition = condition;
        this.projection = projection;
        this.counts = counts;
    }

    /**
     * Opens a tile. The cursor makes a row when it reads it.
     *
     * @param tile the tile's place in the world
     * @param bytes protobuf, not compressed; empty for a tile without data
     * @return rows in the order of the tile; {@link RowCursor#next()} throws {@link CorruptTileException} if it
     *     meets a damaged feature
     * @throws CorruptTileException if the bytes are not a vector tile or end too early
     */
    public RowCursor decode(TileId tile, byte[] bytes) throws CorruptTileException {
        return decode(new DecodedTile(tile, bytes));
    }

    /**
     * Opens a tile that may be decoded already.
     *
     * @param tile keeps what is decoded now for the next reading
     * @return as {@link #decode(TileId, byte[])}
     * @throws CorruptTileException if the bytes are not a vector tile or end too early
     */
    public RowCursor decode(DecodedTile tile) throws CorruptTileException {
        List<LayerCursor> cursors = tile.layers(schema).stream()
                .map(layer -> new LayerCursor(schema, condition, projection, layer, geometries, counts))
                .toList();
        return cursors.size() == 1 ? cursors.get(0) : RowCursor.chained(cursors.iterator());
    }
}
