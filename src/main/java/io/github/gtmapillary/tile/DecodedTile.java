package io.github.gtmapillary.tile;

import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A tile whose layers are read into columns when a {@link TileDecoder} first needs them, and then serve each further reading without
 * being read again. It keeps the tile's bytes, in which values and lines stay. Safe for many threads.
 */
public final class DecodedTile {
    /** A table of latitudes must not have more than this part of the tile's bytes. */
    private static final int LEAST_SHARE_OF_TABLE = 16;

    /** The properties of all types: one set of columns serves every type that reads the layer. */
    private static final Set<String> PROPERTIES = Stream.concat(
                    MapillaryTypes.ALL.stream(), Stream.of(MapillaryTypes.SEQUENCES_OF_IMAGES))
            .filter(type -> type.tiles().isPresent())
            .flatMap(type -> properties(type).stream())
            .collect(Collectors.toUnmodifiableSet());

    private final TileId tile;
    private final byte[] bytes;
    private final Map<Set<String>, List<LayerColumns>> layers = new ConcurrentHashMap<>();
    private volatile @Nullable PixelGrid grid;

    /**
     * Makes a tile. Reads nothing yet.
     *
     * @param tile the tile's place in the world
     * @param bytes protobuf, not compressed; empty for a tile without data. Not copied: callers must not change them.
     */
    public DecodedTile(TileId tile, byte[] bytes) {
        this.tile = tile;
        this.bytes = bytes;
    }

    /**
     * Returns the tile's place in the world.
     *
     * @return the tile
     */
    public TileId id() {
        return tile;
    }

    /**
     * Tells whether there is no data at all.
     *
     * @return whether the tile has no bytes
     */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /**
     * Measures what was read so far.
     *
     * @return the size of all columns in bytes, without the bytes of the tile itself
     */
    public long size() {
        PixelGrid table = grid;
        return (table == null ? 0 : table.size())
                + layers.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(LayerColumns::size)
                        .sum();
    }

    /** The layers that a type is read from. */
    List<LayerColumns> layers(TypeSchema schema) throws CorruptTileException {
        Set<String> names = schema.layer().names();
        List<LayerColumns> known = layers.get(names);
        Set<String> properties = properties(schema);
        if (known != null && known.stream().allMatch(layer -> layer.serve(schema.geometry(), properties))) {
            return known;
        }
        Set<String> all = new HashSet<>(PROPERTIES);
        all.addAll(properties);
        List<LayerColumns> read = read(names, schema.geometry(), Set.copyOf(all));
        layers.put(names, read);
        return read;
    }

    private List<LayerColumns> read(Set<String> names, GeometryKind kind, Set<String> properties)
            throws CorruptTileException {
        try {
            return LayerIndex.find(bytes, names).stream()
                    .map(layer -> LayerColumnsBuilder.read(layer, grid(layer.extent()), kind, properties))
                    .toList();
        } catch (IOException e) {
            throw new CorruptTileException(tile, e);
        }
    }

    /** A grid whose latitudes are computed once, if the tile is large beside them. Layers of one extent share it. */
    private PixelGrid grid(int extent) {
        PixelGrid known = grid;
        if (known != null && known.extent() == extent) {
            return known;
        }
        PixelGrid plain = new PixelGrid(tile, extent);
        if (known != null || (long) extent * Double.BYTES > bytes.length / LEAST_SHARE_OF_TABLE) {
            return plain;
        }
        PixelGrid withTable = plain.withTable();
        grid = withTable;
        return withTable;
    }

    private static Set<String> properties(TypeSchema schema) {
        return schema.attributes().stream()
                .filter(attribute -> !attribute.derived())
                .map(Attribute::tileProperty)
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }
}
