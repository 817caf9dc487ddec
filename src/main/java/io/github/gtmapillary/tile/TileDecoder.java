package io.github.gtmapillary.tile;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.List;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * Turns the bytes of vector tiles into rows of one feature type.
 *
 * <p>Tolerates layers in any order, layers and properties that it does not know, and any extent. Positions on the far edges belong
 * to the next tile and are left out here.
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
     * @param condition what rows have to fulfil
     * @param projection what rows hold
     * @param counts told of every feature looked at
     */
    public TileDecoder(TypeSchema schema, Condition condition, Projection projection, DecodeCounts counts) {
        this.schema = schema;
        this.condition = condition;
        this.projection = projection;
        this.counts = counts;
    }

    /**
     * Opens a tile. Features are decoded as they are asked for.
     *
     * @param bytes protobuf, not compressed; empty for a tile without data
     * @return rows in the order of the tile; {@link RowCursor#next()} throws {@link CorruptTileException} on meeting a damaged
     *     feature
     * @throws CorruptTileException when the bytes are no vector tile or end too early
     */
    public RowCursor decode(TileId tile, byte[] bytes) throws CorruptTileException {
        List<LayerCursor> cursors;
        try {
            cursors = LayerIndex.find(bytes, schema.layer().names()).stream()
                    .map(layer -> new LayerCursor(
                            schema,
                            condition,
                            projection,
                            layer,
                            new PixelGrid(tile, layer.extent()),
                            geometries,
                            counts))
                    .toList();
        } catch (IOException e) {
            throw new CorruptTileException(tile, e);
        }
        return cursors.size() == 1 ? cursors.get(0) : RowCursor.chained(cursors.iterator());
    }
}
