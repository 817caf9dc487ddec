package io.github.gtmapillary.tile;

import com.carrotsearch.hppc.IntIntHashMap;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the features of a layer into columns, in one pass over their bytes. */
final class LayerColumnsBuilder {
    /** The geometry of a point: one command, to move to one position. */
    private static final int MOVE_TO_ONE = 9;

    /** More than the codes that a column of few values gives. */
    private static final int CODES_OF_A_COLUMN = 512;

    private final LayerIndex layer;
    private final PixelGrid grid;
    private final GeometryKind kind;
    private final ValueTable values;
    private final PlainFeature plain;
    private final PackedIntegers integers;
    private final int[] places;
    private final IntIntHashMap offsets = new IntIntHashMap();
    private final IntIntHashMap lengths = new IntIntHashMap();
    /** For each key of the layer, which of the columns it fills; -1 for none. */
    private final int[] columnOfKey;
    /** For each column, by feature, the index of its value plus 1; empty until a feature has the property. */
    private final List<int[]> columns = new ArrayList<>();

    private LayerColumnsBuilder(LayerIndex layer, PixelGrid grid, GeometryKind kind, Set<String> properties) {
        this.layer = layer;
        this.grid = grid;
        this.kind = kind;
        this.values = new ValueTable(layer.bytes, layer.valueOffsets, layer.valueLengths);
        this.plain = new PlainFeature(layer.bytes);
        this.integers = new PackedIntegers(layer.bytes);
        this.places = new int[layer.featureOffsets.size()];
        Map<String, Integer> numbers = new HashMap<>();
        this.columnOfKey = layer.keys.stream()
                .mapToInt(key -> properties.contains(key) ? numbers.computeIfAbsent(key, added -> numbers.size()) : -1)
                .toArray();
        numbers.forEach((key, number) -> columns.add(new int[0]));
    }

    /**
     * Reads a layer. A damaged feature does no harm here: it fails when it is read.
     *
     * @param properties that columns are made of
     */
    static LayerColumns read(LayerIndex layer, PixelGrid grid, GeometryKind kind, Set<String> properties) {
        LayerColumnsBuilder builder = new LayerColumnsBuilder(layer, grid, kind, properties);
        for (int feature = 0; feature < builder.places.length; feature++) {
            builder.add(feature);
        }
        return builder.build(properties);
    }

    private void add(int feature) {
        int offset = layer.featureOffsets.get(feature);
        int length = layer.featureLengths.get(feature);
        int place = plain.read(offset, length) && addTags(feature) ? place() : LayerColumns.IRREGULAR;
        places[feature] = place;
        if (place == LayerColumns.IRREGULAR) {
            offsets.put(feature, offset);
            lengths.put(feature, length);
            clear(feature);
            addIrregular(feature, offset, length);
        }
    }

    private void clear(int feature) {
        for (int[] column : columns) {
            if (column.length > 0) {
                column[feature] = 0;
            }
        }
    }

    private boolean addTags(int feature) {
        integers.goTo(plain.tagsAt(), plain.tagsEnd());
        while (integers.hasNext()) {
            int key = integers.next();
            int value = integers.next();
            if (key < 0 || value < 0 || !addTag(feature, key, value)) {
                return false;
            }
        }
        return true;
    }

    private boolean addTag(int feature, int key, int value) {
        if (key < 0 || key >= columnOfKey.length || value < 0 || value >= values.count()) {
            return false;
        }
        int column = columnOfKey[key];
        if (column >= 0) {
            if (columns.get(column).length == 0) {
                columns.set(column, new int[places.length]);
            }
            columns.get(column)[feature] = value + 1;
        }
        return true;
    }

    /** Takes in the values of a feature that can be read. One that can't fails before anybody asks for its values. */
    private void addIrregular(int feature, int offset, int length) {
        try {
            Feature read = Feature.parser().parseFrom(layer.bytes, offset, length);
            for (int i = 0; i + 1 < read.getTagsCount(); i += 2) {
                addTag(feature, read.getTags(i), read.getTags(i + 1));
            }
        } catch (InvalidProtocolBufferException e) {
            places[feature] = LayerColumns.IRREGULAR;
        }
    }

    private int place() {
        integers.goTo(plain.geometryAt(), plain.geometryEnd());
        if (!integers.hasNext()) {
            return LayerColumns.HIDDEN;
        }
        return kind == GeometryKind.POINT ? placeOfPoint() : placeOfLine();
    }

    private int placeOfPoint() {
        if (plain.type() != GeomType.POINT.getNumber()
                || grid.extent() > FeaturePlaces.MOST_EXTENT
                || integers.next() != MOVE_TO_ONE) {
            return LayerColumns.IRREGULAR;
        }
        int x = integers.next();
        int y = integers.next();
        if (x == PackedIntegers.NONE || y == PackedIntegers.NONE || integers.hasNext()) {
            return LayerColumns.IRREGULAR;
        }
        int column = GeometryCommands.zigzag(x);
        int row = GeometryCommands.zigzag(y);
        return grid.owns(column, row) ? FeaturePlaces.pixel(column, row) : LayerColumns.HIDDEN;
    }

    private int placeOfLine() {
        return plain.type() != GeomType.LINESTRING.getNumber() || integers.count() == PackedIntegers.NONE
                ? LayerColumns.IRREGULAR
                : plain.geometryLengthAt();
    }

    private LayerColumns build(Set<String> properties) {
        byte[] forms = new byte[values.count()];
        for (int value = 0; value < forms.length; value++) {
            forms[value] = (byte) values.form(value);
        }
        int[] scratch = new int[forms.length + 1];
        Map<String, ValueColumn> packed = new HashMap<>();
        for (int key = 0; key < columnOfKey.length; key++) {
            int column = columnOfKey[key];
            if (column >= 0 && columns.get(column).length > 0 && !packed.containsKey(layer.keys.get(key))) {
                int mark = 1 + CODES_OF_A_COLUMN * packed.size();
                packed.put(layer.keys.get(key), ValueColumn.pack(columns.get(column), forms, scratch, mark));
            }
        }
        return new LayerColumns(
                layer.bytes,
                grid,
                kind,
                properties,
                values,
                Map.copyOf(packed),
                kind == GeometryKind.POINT ? FeaturePlaces.ofPoints(places) : FeaturePlaces.ofLines(places),
                offsets,
                lengths,
                columnOfKey.length);
    }
}
