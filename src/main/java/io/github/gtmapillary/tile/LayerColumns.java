package io.github.gtmapillary.tile;

import com.carrotsearch.hppc.IntIntHashMap;
import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The features of one layer, read once into columns: a column of values for each property, and the places of the geometries. It holds the
 * tile's bytes, from which values and lines are read when they are needed. It never changes, and many threads may share it.
 *
 * <p>A feature is regular, hidden, or irregular. Hidden features are sound and belong to no reader: they have no geometry, or are points
 * of the next tile. An irregular feature has a shape that encoders do not write, a geometry of another type, or is damaged: it is read
 * by the generated classes each time, so that it means or fails as it always did.
 */
final class LayerColumns {
    /** The place of a feature that no reader gets. */
    static final int HIDDEN = -1;

    /** The place of an irregular feature. */
    static final int IRREGULAR = -2;

    /** Bytes of the objects around the arrays; a high estimate. */
    private static final int OVERHEAD = 1000;

    private final byte[] bytes;
    private final PixelGrid grid;
    private final GeometryKind kind;
    private final Set<String> properties;
    private final ValueTable values;
    private final Map<String, ValueColumn> columns;
    private final FeaturePlaces places;
    /** By irregular feature, where its bytes begin. */
    private final IntIntHashMap offsets;
    /** By irregular feature, how many bytes it has. */
    private final IntIntHashMap lengths;

    private final int keys;

    LayerColumns(
            byte[] bytes,
            PixelGrid grid,
            GeometryKind kind,
            Set<String> properties,
            ValueTable values,
            Map<String, ValueColumn> columns,
            FeaturePlaces places,
            IntIntHashMap offsets,
            IntIntHashMap lengths,
            int keys) {
        this.bytes = bytes;
        this.grid = grid;
        this.kind = kind;
        this.properties = properties;
        this.values = values;
        this.columns = columns;
        this.places = places;
        this.offsets = offsets;
        this.lengths = lengths;
        this.keys = keys;
    }

    /** Whether the columns serve a reader of features of a kind with some properties. */
    boolean serve(GeometryKind wanted, Set<String> wantedProperties) {
        return kind == wanted && properties.containsAll(wantedProperties);
    }

    PixelGrid grid() {
        return grid;
    }

    /** How many features the layer has, of all sorts. */
    int count() {
        return places.count();
    }

    /** Whether no feature is irregular, so that none can fail but by its values. */
    boolean isRegular() {
        return offsets.isEmpty();
    }

    /**
     * Where the geometry of a feature is: for a point, its pixel as {@link FeaturePlaces} packs it; for a line, the offset of the length
     * of its bytes; or {@link #HIDDEN} or {@link #IRREGULAR}.
     */
    int place(int feature) {
        return places.of(feature);
    }

    /** The geometry of a line. */
    PackedIntegers packed(int place) {
        PackedIntegers integers = new PackedIntegers(bytes);
        integers.goTo(place, bytes.length);
        int length = integers.next();
        integers.goTo(integers.position(), integers.position() + length);
        return integers;
    }

    ValueTable values() {
        return values;
    }

    /** The column of a property; null if no feature has it. */
    @Nullable ValueColumn column(String property) {
        return columns.get(property);
    }

    /** How many keys the layer has. */
    int keys() {
        return keys;
    }

    /** Reads an irregular feature. */
    Feature irregular(int feature) throws InvalidProtocolBufferException {
        return Feature.parser().parseFrom(bytes, offsets.get(feature), lengths.get(feature));
    }

    /** In bytes, without those of the tile. */
    long size() {
        long size = OVERHEAD + values.size() + places.size() + 16L * (offsets.keys.length + lengths.keys.length) / 2;
        for (ValueColumn column : columns.values()) {
            size += column.size();
        }
        return size;
    }
}
