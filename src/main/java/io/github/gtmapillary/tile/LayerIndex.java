package io.github.gtmapillary.tile;

import com.carrotsearch.hppc.IntArrayList;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The positions of a layer's parts within a tile's bytes, so that only wanted features and values are read.
 *
 * <p>Field numbers are those of the Mapbox Vector Tile specification 2.1, section 4.1 and {@code vector_tile.proto}.
 */
final class LayerIndex {
    private static final int TILE_LAYERS = 3;
    private static final int LAYER_NAME = 1;
    private static final int LAYER_FEATURES = 2;
    private static final int LAYER_KEYS = 3;
    private static final int LAYER_VALUES = 4;
    private static final int LAYER_EXTENT = 5;
    private static final int DEFAULT_EXTENT = 4096;
    private static final int LENGTH_DELIMITED = 2;

    /** The specification allows one layer of a name, and no recorded tile has more. */
    private static final int MOST_LAYERS = 1000;

    /** No recorded layer has twenty. */
    private static final int MOST_KEYS = 10_000;

    /** A feature with a point takes 9 bytes at least, and the specification demands a geometry of each feature. */
    private static final int FEWEST_BYTES_OF_FEATURE = 8;

    /** A layer of fewer features may be as strange as it likes: it takes little memory. */
    private static final int MANY_FEATURES = 100_000;

    final byte[] bytes;
    final List<String> keys = new ArrayList<>();
    final IntArrayList featureOffsets = new IntArrayList();
    final IntArrayList featureLengths = new IntArrayList();
    final IntArrayList valueOffsets = new IntArrayList();
    final IntArrayList valueLengths = new IntArrayList();
    private String name = "";
    private int extent = DEFAULT_EXTENT;

    private LayerIndex(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Pixels along a tile's side. */
    int extent() {
        return extent;
    }

    /**
     * Finds the layers with one of these names.
     *
     * @throws InvalidProtocolBufferException if the bytes are no tile, end too early, or declare so many layers, keys or features in few
     * bytes that they would use up the memory
     */
    static List<LayerIndex> find(byte[] bytes, Set<String> names) throws IOException {
        List<LayerIndex> found = new ArrayList<>();
        CodedInputStream tile = CodedInputStream.newInstance(bytes);
        for (int tag = tile.readTag(); tag != 0; tag = tile.readTag()) {
            if (tag >>> 3 != TILE_LAYERS) {
                skip(tile, tag);
                continue;
            }
            int length = lengthOfSlice(tile, tag);
            LayerIndex layer = new LayerIndex(bytes);
            layer.scan(tile.getTotalBytesRead(), length);
            if (names.contains(layer.name)) {
                found.add(layer);
                requireAtMost(MOST_LAYERS, found.size(), "layers");
            }
            tile.skipRawBytes(length);
        }
        return found;
    }

    private void scan(int offset, int length) throws IOException {
        if (length > bytes.length - offset) {
            throw new InvalidProtocolBufferException("it ends inside a layer.");
        }
        CodedInputStream layer = CodedInputStream.newInstance(bytes, offset, length);
        for (int tag = layer.readTag(); tag != 0; tag = layer.readTag()) {
            switch (tag >>> 3) {
                case LAYER_NAME -> name = text(layer, tag);
                case LAYER_FEATURES -> slice(layer, tag, offset, featureOffsets, featureLengths);
                case LAYER_KEYS -> addKey(text(layer, tag));
                case LAYER_VALUES -> slice(layer, tag, offset, valueOffsets, valueLengths);
                case LAYER_EXTENT -> extent = extent(layer, tag);
                default -> skip(layer, tag);
            }
        }
        requireGeometries(length);
    }

    private void requireGeometries(int length) throws InvalidProtocolBufferException {
        int features = featureOffsets.size();
        if (features > MANY_FEATURES && length / features < FEWEST_BYTES_OF_FEATURE) {
            throw new InvalidProtocolBufferException(
                    "a layer has " + features + " features in " + length + " bytes, too few for their geometries.");
        }
    }

    private void addKey(String key) throws InvalidProtocolBufferException {
        keys.add(key);
        requireAtMost(MOST_KEYS, keys.size(), "keys");
    }

    private static void requireAtMost(int most, int count, String what) throws InvalidProtocolBufferException {
        if (count > most) {
            throw new InvalidProtocolBufferException("it has more than " + most + " " + what + ".");
        }
    }

    private static void slice(CodedInputStream in, int tag, int base, IntArrayList offsets, IntArrayList lengths)
            throws IOException {
        int length = lengthOfSlice(in, tag);
        offsets.add(base + in.getTotalBytesRead());
        lengths.add(length);
        in.skipRawBytes(length);
    }

    private static String text(CodedInputStream in, int tag) throws IOException {
        requireWireType(tag, LENGTH_DELIMITED);
        return in.readString();
    }

    private static int extent(CodedInputStream in, int tag) throws IOException {
        requireWireType(tag, 0);
        int extent = in.readUInt32();
        if (extent <= 0) {
            throw new InvalidProtocolBufferException("a layer has the extent " + Integer.toUnsignedString(extent));
        }
        return extent;
    }

    private static int lengthOfSlice(CodedInputStream in, int tag) throws IOException {
        requireWireType(tag, LENGTH_DELIMITED);
        int length = in.readRawVarint32();
        if (length < 0) {
            throw new InvalidProtocolBufferException("a part has a negative length.");
        }
        return length;
    }

    private static void requireWireType(int tag, int wireType) throws InvalidProtocolBufferException {
        if ((tag & 7) != wireType) {
            throw new InvalidProtocolBufferException("field " + (tag >>> 3) + " has the wire type " + (tag & 7));
        }
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that never began.");
        }
    }
}
