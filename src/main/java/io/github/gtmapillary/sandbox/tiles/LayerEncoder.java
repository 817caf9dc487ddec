package io.github.gtmapillary.sandbox.tiles;

import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.TileCoord;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds one layer of a vector tile (version 2). The geometry starts a feature; the properties that follow belong to it.
 */
final class LayerEncoder {

    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;

    private final TileCoord tile;
    private final LongSupplier featureIds;
    private final Tile.Layer.Builder layer;
    private final Map<String, Integer> keys = new HashMap<>();
    private final Map<Object, Integer> values = new HashMap<>();
    private Tile.Feature.@Nullable Builder feature;
    private long cursorX;
    private long cursorY;

    LayerEncoder(String name, TileCoord tile, LongSupplier featureIds) {
        this.tile = tile;
        this.featureIds = featureIds;
        this.layer = Tile.Layer.newBuilder().setVersion(2).setName(name).setExtent(TileCoord.EXTENT);
    }

    /** Starts a feature with a point. */
    LayerEncoder point(Pixel pixel) {
        Tile.Feature.Builder point = begin(Tile.GeomType.POINT);
        command(point, MOVE_TO, 1);
        moveTo(point, pixel);
        return this;
    }

    /** Starts a feature with lines of at least two pixels each. */
    LayerEncoder lines(List<List<Pixel>> lines) {
        Tile.Feature.Builder multiLine = begin(Tile.GeomType.LINESTRING);
        for (List<Pixel> line : lines) {
            command(multiLine, MOVE_TO, 1);
            moveTo(multiLine, line.get(0));
            command(multiLine, LINE_TO, line.size() - 1);
            line.stream().skip(1).forEach(pixel -> moveTo(multiLine, pixel));
        }
        return this;
    }

    /** Adds a property to the last feature and ignores null. Integers become {@code int_value}, as the service writes them. */
    LayerEncoder with(String key, @Nullable Object value) {
        if (feature == null) {
            throw new IllegalStateException("no feature to give the property " + key);
        }
        if (value != null) {
            feature.addTags(keyIndex(key)).addTags(valueIndex(value));
        }
        return this;
    }

    Tile.Layer build() {
        finishFeature();
        return layer.build();
    }

    private Tile.Feature.Builder begin(Tile.GeomType type) {
        finishFeature();
        cursorX = tile.left();
        cursorY = tile.top();
        feature = Tile.Feature.newBuilder().setId(featureIds.getAsLong()).setType(type);
        return feature;
    }

    private void finishFeature() {
        if (feature != null) {
            layer.addFeatures(feature.build());
            feature = null;
        }
    }

    private static void command(Tile.Feature.Builder feature, int id, int count) {
        feature.addGeometry(count << 3 | id);
    }

    private void moveTo(Tile.Feature.Builder feature, Pixel pixel) {
        feature.addGeometry(zigzag(pixel.x() - cursorX)).addGeometry(zigzag(pixel.y() - cursorY));
        cursorX = pixel.x();
        cursorY = pixel.y();
    }

    private static int zigzag(long step) {
        int narrow = Math.toIntExact(step);
        return narrow << 1 ^ narrow >> 31;
    }

    private int keyIndex(String key) {
        return keys.computeIfAbsent(key, absent -> {
            layer.addKeys(absent);
            return layer.getKeysCount() - 1;
        });
    }

    private int valueIndex(Object value) {
        return values.computeIfAbsent(value, absent -> {
            layer.addValues(encoded(absent));
            return layer.getValuesCount() - 1;
        });
    }

    private static Tile.Value encoded(Object value) {
        Tile.Value.Builder encoded = Tile.Value.newBuilder();
        if (value instanceof Long number) {
            return encoded.setIntValue(number).build();
        }
        if (value instanceof Double number) {
            return encoded.setDoubleValue(number).build();
        }
        if (value instanceof Boolean flag) {
            return encoded.setBoolValue(flag).build();
        }
        if (value instanceof String text) {
            return encoded.setStringValue(text).build();
        }
        throw new IllegalArgumentException("no tile value: " + value);
    }
}
