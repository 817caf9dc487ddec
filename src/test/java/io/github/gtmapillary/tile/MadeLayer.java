package io.github.gtmapillary.tile;

import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Layer;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A layer of a vector tile, made feature by feature; equal keys and values stand in it once, as in real tiles. */
public final class MadeLayer {
    public static final int MOVE_TO = 1;
    public static final int LINE_TO = 2;

    private final Layer.Builder layer;
    private final Map<String, Integer> keys = new HashMap<>();
    private final Map<Value, Integer> values = new HashMap<>();

    public MadeLayer(String name) {
        layer = Layer.newBuilder().setVersion(2).setName(name).setExtent(4096);
    }

    public static byte[] tile(MadeLayer... layers) {
        Tile.Builder tile = Tile.newBuilder();
        for (MadeLayer layer : layers) {
            tile.addLayers(layer.build());
        }
        return tile.build().toByteArray();
    }

    public Layer build() {
        return layer.build();
    }

    public Layer.Builder builder() {
        return layer;
    }

    public MadeLayer extent(int extent) {
        layer.setExtent(extent);
        return this;
    }

    /** Adds a point; properties are keys and values in turn. */
    public MadeLayer point(int x, int y, Object... properties) {
        return feature(GeomType.POINT, List.of(command(MOVE_TO, 1), zigzag(x), zigzag(y)), properties);
    }

    /** Adds a line feature of one part or more, each of pixels x, y, x, y, … */
    public MadeLayer lines(List<int[]> parts, Object... properties) {
        List<Integer> geometry = new ArrayList<>();
        int x = 0;
        int y = 0;
        for (int[] part : parts) {
            for (int i = 0; i < part.length; i += 2) {
                if (i == 0) {
                    geometry.add(command(MOVE_TO, 1));
                } else if (i == 2) {
                    geometry.add(command(LINE_TO, part.length / 2 - 1));
                }
                geometry.add(zigzag(part[i] - x));
                geometry.add(zigzag(part[i + 1] - y));
                x = part[i];
                y = part[i + 1];
            }
        }
        return feature(GeomType.LINESTRING, geometry, properties);
    }

    public MadeLayer feature(GeomType type, List<Integer> geometry, Object... properties) {
        Feature.Builder feature = Feature.newBuilder()
                .setId(layer.getFeaturesCount())
                .setType(type)
                .addAllGeometry(geometry);
        for (int i = 0; i < properties.length; i += 2) {
            feature.addTags(key((String) properties[i])).addTags(value(valueOf(properties[i + 1])));
        }
        layer.addFeatures(feature);
        return this;
    }

    private int key(String name) {
        return keys.computeIfAbsent(name, added -> {
            layer.addKeys(added);
            return layer.getKeysCount() - 1;
        });
    }

    private int value(Value value) {
        return values.computeIfAbsent(value, added -> {
            layer.addValues(added);
            return layer.getValuesCount() - 1;
        });
    }

    private static Value valueOf(Object value) {
        if (value instanceof Value ready) {
            return ready;
        }
        Value.Builder builder = Value.newBuilder();
        if (value instanceof String text) {
            return builder.setStringValue(text).build();
        }
        if (value instanceof Boolean flag) {
            return builder.setBoolValue(flag).build();
        }
        if (value instanceof Double number) {
            return builder.setDoubleValue(number).build();
        }
        return builder.setIntValue(((Number) value).longValue()).build();
    }

    public static int command(int command, int count) {
        return count << 3 | command;
    }

    public static int zigzag(int number) {
        return number << 1 ^ number >> 31;
    }
}
