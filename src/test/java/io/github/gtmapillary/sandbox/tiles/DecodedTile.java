package io.github.gtmapillary.sandbox.tiles;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.TileCoord;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A tile decoded by a decoder for tests, written from the specification.
 *
 * @param layers in the order of the tile
 */
public record DecodedTile(List<Layer> layers) {

    public static DecodedTile of(byte[] bytes, TileCoord tile) throws InvalidProtocolBufferException {
        return new DecodedTile(Tile.parseFrom(bytes).getLayersList().stream()
                .map(layer -> new Layer(layer.getName(), layer.getVersion(), layer.getExtent(), features(layer, tile)))
                .toList());
    }

    public List<Feature> features(String layer) {
        return layers.stream()
                .filter(candidate -> candidate.name().equals(layer))
                .flatMap(found -> found.features().stream())
                .toList();
    }

    private static List<Feature> features(Tile.Layer layer, TileCoord tile) {
        return layer.getFeaturesList().stream()
                .map(feature -> new Feature(feature.getId(), lines(feature, tile), properties(layer, feature)))
                .toList();
    }

    /** Each MoveTo command starts a line. A point is a line of one pixel. */
    private static List<List<Pixel>> lines(Tile.Feature feature, TileCoord tile) {
        List<List<Pixel>> lines = new ArrayList<>();
        Pixel cursor = new Pixel(tile.left(), tile.top());
        int i = 0;
        while (i < feature.getGeometryCount()) {
            int command = feature.getGeometry(i++);
            for (int n = command >> 3; n > 0; n--) {
                cursor = new Pixel(
                        cursor.x() + step(feature.getGeometry(i++)), cursor.y() + step(feature.getGeometry(i++)));
                if ((command & 7) == 1) {
                    lines.add(new ArrayList<>());
                }
                lines.get(lines.size() - 1).add(cursor);
            }
        }
        return lines;
    }

    private static int step(int zigzag) {
        return zigzag >>> 1 ^ -(zigzag & 1);
    }

    private static Map<String, Tile.Value> properties(Tile.Layer layer, Tile.Feature feature) {
        Map<String, Tile.Value> properties = new LinkedHashMap<>();
        for (int i = 0; i < feature.getTagsCount(); i += 2) {
            properties.put(layer.getKeys(feature.getTags(i)), layer.getValues(feature.getTags(i + 1)));
        }
        return properties;
    }

    record Layer(String name, int version, int extent, List<Feature> features) {}

    record Feature(long number, List<List<Pixel>> lines, Map<String, Tile.Value> properties) {

        Pixel point() {
            return lines.get(0).get(0);
        }

        long integer(String key) {
            return value(key).getIntValue();
        }

        String text(String key) {
            return value(key).getStringValue();
        }

        private Tile.Value value(String key) {
            Tile.Value value = properties.get(key);
            if (value == null) {
                throw new AssertionError("no property " + key + " in " + properties.keySet());
            }
            return value;
        }
    }
}
