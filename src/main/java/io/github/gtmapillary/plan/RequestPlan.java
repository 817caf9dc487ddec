package io.github.gtmapillary.plan;

import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.schema.TileSet;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.gtmapillary.tile.TileId;
import java.util.List;

/** What will be asked of Mapillary to answer a query. It holds every feature of the answer, and perhaps more. */
public sealed interface RequestPlan {

    TypeSchema schema();

    /** One word for what is done. */
    String kind();

    /** The paths below the API's base URL, in the order in which they are asked for. */
    List<String> requestPaths();

    /** Why this plan was chosen, for people. */
    String reason();

    /** No request: nothing can fulfil the filter. */
    record Nothing(TypeSchema schema, String reason) implements RequestPlan {
        @Override
        public String kind() {
            return "nothing";
        }

        @Override
        public List<String> requestPaths() {
            return List.of();
        }
    }

    /**
     * Tiles of one zoom, each once.
     *
     * @param tiles in natural order
     * @param condition what is tested while decoding
     */
    record TileScan(
            TypeSchema schema, TileSet tileSet, int zoom, List<TileId> tiles, Condition condition, String reason)
            implements RequestPlan {
        public TileScan {
            tiles = List.copyOf(tiles);
        }

        @Override
        public String kind() {
            return "tiles";
        }

        @Override
        public List<String> requestPaths() {
            return tiles.stream().map(this::path).toList();
        }

        public String path(TileId tile) {
            return tileSet.path(tile.zoom(), tile.x(), tile.y());
        }
    }
}
