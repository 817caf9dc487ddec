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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/**
 * Steps through the features of one layer. The cursor tests the condition on the columns. It never builds the geometry and values of a
 * feature that fails.
 */
final class LayerCursor implements RowCursor, Condition.Binding {
    private final TypeSchema schema;
    private final LayerColumns layer;
    private final PixelGrid grid;
    private final DecodeCounts counts;
    private final GeometryFactory geometries;
    private final boolean wantsGeometry;
    private final boolean[] wanted;
    /** For each attribute, whether the query fails if a value cannot be read. */
    private final boolean[] strict;

    private final int idColumn;
    /** For each attribute, its column; null if no feature has the attribute. */
    private final @Nullable ValueColumn[] columns;
    /** For each attribute with few values, the values that are read already, by code. Each image of a sequence has the sequence's id. */
    private final @Nullable Object[][] known;

    private final BooleanSupplier condition;

    private int nextFeature;
    private int feature;
    /** The current feature if it is irregular. */
    private @Nullable Feature irregular;

    private long x;
    private long y;
    private int[] integers = new int[0];

    LayerCursor(
            TypeSchema schema,
            Condition condition,
            Projection projection,
            LayerColumns layer,
            GeometryFactory geometries,
            DecodeCounts counts) {
        this.schema = schema;
        this.layer = layer;
        this.grid = layer.grid();
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
        this.columns = columns(attributes, layer);
        this.known = new @Nullable Object[wanted.length][0];
        this.condition = condition.bind(this);
    }

    /** The columns of attributes; of two that come from the same property, the first has it. */
    private static @Nullable ValueColumn[] columns(List<Attribute> attributes, LayerColumns layer) {
        @Nullable ValueColumn[] columns = new @Nullable ValueColumn[attributes.size()];
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < columns.length; i++) {
            String property = attributes.get(i).tileProperty();
            if (!attributes.get(i).derived() && property != null && taken.add(property)) {
                columns[i] = layer.column(property);
            }
        }
        return columns;
    }

    @Override
    public @Nullable Row next() throws CorruptTileException {
        try {
            while (nextFeature < layer.count()) {
                feature = nextFeature++;
                if (isThere() && condition.getAsBoolean()) {
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

    /** Goes to the current feature; false if it is none of this tile and type. */
    private boolean isThere() throws InvalidProtocolBufferException {
        int place = layer.place(feature);
        if (place == LayerColumns.IRREGULAR) {
            return isIrregularThere();
        }
        counts.decoded++;
        irregular = null;
        if (place != LayerColumns.HIDDEN && schema.geometry() == GeometryKind.POINT) {
            x = FeaturePlaces.column(place);
            y = FeaturePlaces.row(place);
        }
        return place != LayerColumns.HIDDEN;
    }

    private boolean isIrregularThere() throws InvalidProtocolBufferException {
        Feature read = layer.irregular(feature);
        irregular = read;
        counts.decoded++;
        IrregularFeatures.checkTags(read, layer);
        return IrregularFeatures.hasGeometry(read, schema, counts.listener) && belongsToTile(read);
    }

    private boolean belongsToTile(Feature read) throws InvalidProtocolBufferException {
        if (schema.geometry() != GeometryKind.POINT) {
            return true;
        }
        GeometryCommands commands = GeometryCommands.of(read);
        if (!commands.toPoint()) {
            counts.listener.passedOver("a feature of " + schema.name() + " has several points.");
            return false;
        }
        x = commands.x();
        y = commands.y();
        return grid.owns(x, y);
    }

    @Override
    public BooleanSupplier attribute(String attribute, ValueCondition test) {
        int number = schema.indexOf(attribute);
        ValueColumn column = columns[number];
        boolean whenAbsent = test.passes(null);
        if (column == null) {
            return () -> whenAbsent;
        }
        // 0: not tested yet, 1: passes, 2: fails; each distinct value is tested once in a layer
        byte[] verdicts = new byte[column.codes()];
        verdicts[0] = verdict(whenAbsent);
        return () -> {
            int code = column.code(feature);
            if (verdicts[code] == 0) {
                verdicts[code] = verdict(test.passes(valueTested(column.valueOf(code), number)));
            }
            return verdicts[code] == 1;
        };
    }

    private static byte verdict(boolean passes) {
        return (byte) (passes ? 1 : 2);
    }

    @Override
    public BooleanSupplier position(Bbox box) {
        return () -> box.contains(grid.lon(x), grid.lat(y));
    }

    private @Nullable Object valueTested(int index, int column) {
        Attribute attribute = schema.attributes().get(column);
        try {
            return layer.values().read(index, attribute.kind());
        } catch (UnreadableValueException e) {
            throw new UndecidedException(usedAndUnreadable(schema, attribute, e));
        } catch (InvalidProtocolBufferException e) {
            throw new BrokenValue(e);
        }
    }

    static String usedAndUnreadable(TypeSchema schema, Attribute attribute, UnreadableValueException e) {
        return "the query uses the " + attribute.name() + " of " + schema.name()
                + ", but one feature has a wrong value: " + e.getMessage() + " Leave " + attribute.name()
                + " out of the filter and the sort.";
    }

    /** Reads a value of the current feature; null if the feature lacks it. */
    private @Nullable Object value(int number) throws InvalidProtocolBufferException {
        ValueColumn column = columns[number];
        int code = column == null ? 0 : column.code(feature);
        if (column == null || code == 0) {
            return null;
        }
        AttributeKind kind = schema.attributes().get(number).kind();
        if (!column.hasFewValues()) {
            return layer.values().read(column.valueOf(code), kind);
        }
        if (known[number].length == 0) {
            known[number] = new @Nullable Object[column.codes()];
        }
        @Nullable Object[] values = known[number];
        if (values[code] == null) {
            values[code] = layer.values().read(column.valueOf(code), kind);
        }
        return values[code];
    }

    private Row row() throws InvalidProtocolBufferException {
        Object id = value(idColumn);
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
        try {
            return value(column);
        } catch (UnreadableValueException e) {
            if (attribute.identifies()) {
                throw e;
            }
            if (strict[column]) {
                throw new InvalidProtocolBufferException(usedAndUnreadable(schema, attribute, e));
            }
            counts.listener.unreadable(attribute.name(), id, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private Geometry geometry() throws InvalidProtocolBufferException {
        if (schema.geometry() == GeometryKind.POINT) {
            return geometries.createPoint(grid.position(x, y));
        }
        GeometryCommands commands = irregular == null ? commands(layer.place(feature)) : GeometryCommands.of(irregular);
        return geometries.createMultiLineString(commands.toLines(grid).stream()
                .map(geometries::createLineString)
                .toArray(LineString[]::new));
    }

    private GeometryCommands commands(int place) {
        PackedIntegers packed = layer.packed(place);
        int count = packed.count();
        if (integers.length < count) {
            integers = new int[count];
        }
        for (int i = 0; i < count; i++) {
            integers[i] = packed.next();
        }
        return new GeometryCommands(integers, count);
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
