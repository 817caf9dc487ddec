package io.github.gtmapillary.fetch;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.tile.CorruptTileException;
import io.github.gtmapillary.tile.DecodeCounts;
import io.github.gtmapillary.tile.DecodedTile;
import io.github.gtmapillary.tile.TileCover;
import io.github.gtmapillary.tile.TileDecoder;
import io.github.gtmapillary.tile.TileId;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.geotools.util.logging.Logging;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;

/**
 * Finds the tiles that came empty although a line of a sequence leads into them from a neighbouring tile. Mapillary was seen to answer
 * "nothing there" for full tiles. The layer of sequences is in the same tiles as images, so this check costs no request.
 */
final class SuspectEmptyTiles {
    private static final Logger LOGGER = Logging.getLogger(SuspectEmptyTiles.class);

    private final TileDecoder decoder = new TileDecoder(
            MapillaryTypes.SEQUENCES, Condition.ALWAYS, new Projection(Set.of(), true), new DecodeCounts());
    private final Set<TileId> empty = new HashSet<>();
    private final Set<TileId> leads = new TreeSet<>();

    /** Notes whether a tile is empty, and where its lines lead. */
    void add(DecodedTile tile) throws IOException {
        if (tile.isEmpty()) {
            empty.add(tile.id());
            return;
        }
        try {
            for (Row line : decoder.decode(tile).toList()) {
                leads.addAll(beyond(tile.id(), line.geometry()));
            }
        } catch (CorruptTileException e) {
            // the query asks for images, and the reader of the images reports what is wrong with them
            LOGGER.log(Level.FINE, "Could not read the sequence layer of a tile: {0}", e.getMessage());
        }
    }

    /** The suspect tiles. */
    List<TileId> found() {
        return leads.stream().filter(empty::contains).toList();
    }

    /** The tiles that lines lead into: those across the edges of the tile where parts of the lines end. */
    static Set<TileId> beyond(TileId tile, @Nullable Geometry lines) {
        Set<TileId> tiles = new HashSet<>();
        for (int i = 0; lines != null && i < lines.getNumGeometries(); i++) {
            LineString part = (LineString) lines.getGeometryN(i);
            tiles.addAll(TileCover.acrossEdge(tile, part.getStartPoint().getCoordinate()));
            tiles.addAll(TileCover.acrossEdge(tile, part.getEndPoint().getCoordinate()));
        }
        return tiles;
    }
}
