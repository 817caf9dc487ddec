package io.github.gtmapillary.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.model.DecodeListener;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;

/** Checks features that {@link PlainFeature} leaves to the generated classes. */
final class IrregularFeatures {
    private IrregularFeatures() {}

    /** Fails if the tags of a feature are no pairs of a key and a value of its layer. */
    static void checkTags(Feature read, LayerColumns layer) throws InvalidProtocolBufferException {
        int count = read.getTagsCount();
        if (count % 2 != 0) {
            throw new InvalidProtocolBufferException("a feature has a key without a value.");
        }
        for (int i = 0; i < count; i += 2) {
            int key = read.getTags(i);
            int value = read.getTags(i + 1);
            if (key < 0
                    || key >= layer.keys()
                    || value < 0
                    || value >= layer.values().count()) {
                throw new InvalidProtocolBufferException("a feature names a key or value that its layer lacks.");
            }
        }
    }

    /** Leaves out features without a geometry, even if they declare a geometry type. */
    static boolean hasGeometry(Feature read, TypeSchema schema, DecodeListener listener)
            throws InvalidProtocolBufferException {
        if (read.getGeometryCount() == 0) {
            return false;
        }
        GeomType expected = schema.geometry() == GeometryKind.POINT ? GeomType.POINT : GeomType.LINESTRING;
        if (read.getType() == GeomType.UNKNOWN) {
            // the specification (section 4.3.4) lets readers try to decode it, but does not say as which type
            listener.passedOver("a feature of " + schema.name() + " is of the geometry type UNKNOWN.");
            return false;
        }
        if (read.getType() != expected) {
            throw new InvalidProtocolBufferException(
                    "a feature of " + schema.name() + " is a " + read.getType() + ", not a " + expected);
        }
        return true;
    }
}
