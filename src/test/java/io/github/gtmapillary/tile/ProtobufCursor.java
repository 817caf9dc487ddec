package io.github.gtmapillary.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Projection;
import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.model.RowCursor;
import io.github.gtmapillary.model.UndecidedException;
import io.github.gtmapillary.model.ValueCondition;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/**
 * Reads the features of one layer one by one with the generated classes of the tile library: an object for each feature and value. It is
 * the reference that the columns are compared with.
 */
final class ProtobufCursor implements RowCursor, Condition.Binding {
    private static final int ABSENT = -1;

    /** In bytes. Ids, classes, numbers and times have less than 100. Many features may share a value, and each parses it again. */
    private static final int LONGEST_VALUE = 1000;

    private final TypeSchema schema;
    private final LayerIndex layer;
    private final PixelGrid grid;
    private final DecodeCounts counts;
    private final GeometryFactory geometries;
    private final boolean wantsGeometry;
    private final boolean[] wanted;
    /** For each attribute, whether the query fails if a value cannot be read. */
    private final boolean[] strict;

    private final int idColumn;
    /** For each key of the layer, the index of its attribute, or {@link #ABSENT}. */
    private final int[] columnOfKey;
    /** For each attribute, the index of its value in the current feature, or {@link #ABSENT}. */
    private final int[] valueOfColumn;
    /** The texts that are decoded already. Features share texts: each image of a sequence has the sequence's id. */
    private final @Nullable String[] texts;
    /** The ids that are decoded already. A stored value may be read as an id or as a text, with different results. */
    private final @Nullable String[] ids;

    private final BooleanSupplier condition;

    private int nextFeature;
    private Feature feature = Feature.getDefaultInstance();
    private double lon;
    private double lat;

    ProtobufCursor(
            TypeSchema schema,
            Condition condition,
            Projection projection,
            LayerIndex layer,
            PixelGrid grid,
            GeometryFactory geometries,
            DecodeCounts counts) {
        this.schema = schema;
        this.layer = layer;
        this.grid = grid;
        this.counts = counts;
        this.geometries = geometries;
        this.wantsGeometry = projection.geometry();
        List<Attribute> attributes = schema.attributes();
        this.wanted = new boolean[attributes.size()];
        this.strict = new boolean[attributes.size()];
        for (int column = 0; column < wanted.length; column++) {
            Attribute attribute = attributes.get(column);
            wanted[column] = projection.attributes().contains(attribute.name());
            strict[column] = attribute.identifies() || projection.decisive().contains(attribute.name());
        }
        this.idColumn = schema.indexOf(Attribute.ID);
        this.columnOfKey = layer.keys.stream().mapToInt(this::columnOf).toArray();
        this.valueOfColumn = new int[attributes.size()];
        this.texts = new @Nullable String[layer.valueOffsets.size()];
        this.ids = new @Nullable String[layer.valueOffsets.size()];
        this.condition = condition.bind(this);
    }

    /** Opens a tile as {@link TileDecoder#decode(TileId, byte[])} does. */
    static RowCursor open(
            TypeSchema schema,
            Condition condition,
            Projection projection,
            DecodeCounts counts,
            TileId tile,
            byte[] bytes)
            throws CorruptTileException {
        try {
            List<ProtobufCursor> cursors = new ArrayList<>();
            for (LayerIndex layer : LayerIndex.find(bytes, schema.layer().names())) {
                cursors.add(new ProtobufCursor(
                        schema,
                        condition,
                        projection,
                        layer,
                        new PixelGrid(tile, layer.extent()),
                        new GeometryFactory(),
                        counts));
            }
            return RowCursor.chained(cursors.iterator());
        } catch (IOException e) {
            throw new CorruptTileException(tile, e);
        }
    }

    private int columnOf(String key) {
        for (int column = 0; column < schema.attributes().size(); column++) {
            Attribute attribute = schema.attributes().get(column);
            if (!attribute.derived() && key.equals(attribute.tileProperty())) {
                return column;
            }
        }
        return ABSENT;
    }

    @Override
    public @Nullable Row next() throws CorruptTileException {
        try {
            while (nextFeature < layer.featureOffsets.size()) {
                advance();
                if (hasGeometry() && belongsToTile() && condition.getAsBoolean()) {
                    counts.kept++;
                    return row();
                }
            }
            return null;
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptTileException(grid.tile(), e);
        } catch (UndecidedException e) {
            throw new CorruptTileException(grid.tile(), new InvalidProtocolBufferException(e.getMessage()));
        } catch (BrokenValue e) {
            throw new CorruptTileException(grid.tile(), e.reason);
        }
    }

    private void advance() throws InvalidProtocolBufferException {
        int index = nextFeature++;
        feature = Feature.parser()
                .parseFrom(layer.bytes, layer.featureOffsets.get(index), layer.featureLengths.get(index));
        counts.decoded++;
        readTags();
    }

    private void readTags() throws InvalidProtocolBufferException {
        Arrays.fill(valueOfColumn, ABSENT);
        int count = feature.getTagsCount();
        if (count % 2 != 0) {
            throw new InvalidProtocolBufferException("a feature has a key without a value.");
        }
        for (int i = 0; i < count; i += 2) {
            int key = feature.getTags(i);
            int value = feature.getTags(i + 1);
            if (key < 0 || key >= columnOfKey.length || value < 0 || value >= texts.length) {
                throw new InvalidProtocolBufferException("a feature names a key or value that its layer lacks.");
            }
            if (columnOfKey[key] != ABSENT) {
                valueOfColumn[columnOfKey[key]] = value;
            }
        }
    }

    /** Leaves out features without a geometry, even if they declare a geometry type. */
    private boolean hasGeometry() throws InvalidProtocolBufferException {
        if (feature.getGeometryCount() == 0) {
            return false;
        }
        GeomType expected = schema.geometry() == GeometryKind.POINT ? GeomType.POINT : GeomType.LINESTRING;
        if (feature.getType() == GeomType.UNKNOWN) {
            // the specification (section 4.3.4) lets readers try to decode it, but does not say as which type
            counts.listener.passedOver("a feature of " + schema.name() + " is of the geometry type UNKNOWN.");
            return false;
        }
        if (feature.getType() != expected) {
            throw new InvalidProtocolBufferException(
                    "a feature of " + schema.name() + " is a " + feature.getType() + ", not a " + expected);
        }
        return true;
    }

    private boolean belongsToTile() throws InvalidProtocolBufferException {
        if (schema.geometry() != GeometryKind.POINT) {
            return true;
        }
        GeometryCommands commands = GeometryCommands.of(feature);
        if (!commands.toPoint()) {
            counts.listener.passedOver("a feature of " + schema.name() + " has several points.");
            return false;
        }
        lon = grid.lon(commands.x());
        lat = grid.lat(commands.y());
        return grid.owns(commands.x(), commands.y());
    }

    @Override
    public BooleanSupplier attribute(String attribute, ValueCondition test) {
        int column = schema.indexOf(attribute);
        boolean whenAbsent = test.passes(null);
        // 0: not tested yet, 1: passes, 2: fails; each distinct value is tested once in a layer
        byte[] verdicts = new byte[texts.length];
        return () -> {
            int index = valueOfColumn[column];
            if (index == ABSENT) {
                return whenAbsent;
            }
            if (verdicts[index] == 0) {
                verdicts[index] = (byte) (test.passes(valueTested(index, column)) ? 1 : 2);
            }
            return verdicts[index] == 1;
        };
    }

    @Override
    public BooleanSupplier position(Bbox box) {
        return () -> box.contains(lon, lat);
    }

    private @Nullable Object valueTested(int index, int column) {
        Attribute attribute = schema.attributes().get(column);
        try {
            return value(index, attribute.kind());
        } catch (UnreadableValueException e) {
            throw new UndecidedException(LayerCursor.usedAndUnreadable(schema, attribute, e));
        } catch (InvalidProtocolBufferException e) {
            throw new BrokenValue(e);
        }
    }

    private @Nullable Object value(int index, AttributeKind kind) throws InvalidProtocolBufferException {
        return switch (kind) {
            case ID -> shared(ids, index, kind);
            case TEXT -> shared(texts, index, kind);
            case NUMBER, INTEGER, FLAG, TIME, JSON, IDS, SEGMENTATION, POSITION -> read(index, kind);
        };
    }

    private @Nullable String shared(@Nullable String[] known, int index, AttributeKind kind)
            throws InvalidProtocolBufferException {
        if (known[index] == null) {
            known[index] = (String) read(index, kind);
        }
        return known[index];
    }

    private @Nullable Object read(int index, AttributeKind kind) throws InvalidProtocolBufferException {
        int length = layer.valueLengths.get(index);
        if (length > LONGEST_VALUE) {
            throw new UnreadableValueException("a value has " + length + " bytes.");
        }
        Value value = Value.parser().parseFrom(layer.bytes, layer.valueOffsets.get(index), length);
        return PropertyValue.read(value, kind);
    }

    private Row row() throws InvalidProtocolBufferException {
        int idValue = valueOfColumn[idColumn];
        Object id = idValue == ABSENT ? null : value(idValue, AttributeKind.ID);
        if (id == null) {
            throw new InvalidProtocolBufferException("a feature of " + schema.name() + " has no id.");
        }
        @Nullable Object[] values = new @Nullable Object[wanted.length];
        for (int column = 0; column < wanted.length; column++) {
            if (wanted[column]) {
                values[column] = attributeValue(column, (String) id);
            }
        }
        return new Row((String) id, Arrays.asList(values), wantsGeometry ? geometry() : null);
    }

    private @Nullable Object attributeValue(int column, String id) throws InvalidProtocolBufferException {
        Attribute attribute = schema.attributes().get(column);
        if (attribute.derived()) {
            return attribute.derive(id);
        }
        int index = valueOfColumn[column];
        if (index == ABSENT) {
            return null;
        }
        try {
            return value(index, attribute.kind());
        } catch (UnreadableValueException e) {
            if (attribute.identifies()) {
                throw e;
            }
            if (strict[column]) {
                throw new InvalidProtocolBufferException(LayerCursor.usedAndUnreadable(schema, attribute, e));
            }
            counts.listener.unreadable(attribute.name(), id, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Geometry geometry() throws InvalidProtocolBufferException {
        if (schema.geometry() == GeometryKind.POINT) {
            return geometries.createPoint(new Coordinate(lon, lat));
        }
        return geometries.createMultiLineString(GeometryCommands.of(feature).toLines(grid).stream()
                .map(geometries::createLineString)
                .toArray(LineString[]::new));
    }

    /** Carries the reason out of a condition's test. */
    private static final class BrokenValue extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final InvalidProtocolBufferException reason;

        BrokenValue(InvalidProtocolBufferException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
