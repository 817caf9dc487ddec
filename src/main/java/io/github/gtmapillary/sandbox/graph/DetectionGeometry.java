package io.github.gtmapillary.sandbox.graph;

import com.google.protobuf.CodedOutputStream;
import io.github.gtmapillary.sandbox.world.Pixel;
import io.github.gtmapillary.sandbox.world.PixelPolygon;
import io.github.gtmapillary.sandbox.world.SandboxDetection;
import io.github.gtmapillary.sandbox.world.TileCoord;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;

/**
 * Writes the polygons of a detection as the service does: a vector tile of one layer in Base64, y down. The service has two
 * writers. They differ in the order of a layer's members and in the tags and ids of features.
 */
final class DetectionGeometry {

    static final String LAYER = "mpy-or";

    /** The version of the vector tile format. Recorded signs still have the older version. */
    private static final int SIGN_VERSION = 1;

    private static final int SEGMENT_VERSION = 2;
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    private DetectionGeometry() {}

    static String base64(SandboxDetection detection) {
        byte[] layer = detection.isSegmented() ? versionFirst(segments(detection)) : versionLast(detection.polygons());
        return Base64.getEncoder().encodeToString(tile(layer));
    }

    /** Several parts are one feature each, or one feature together. Recorded answers have both forms. */
    private static List<List<PixelPolygon>> segments(SandboxDetection detection) {
        return detection.id() % 3 == 0
                ? List.of(detection.polygons())
                : detection.polygons().stream().map(List::of).toList();
    }

    /** The layer of a sign: a tag, no feature id, members in the order of their numbers. */
    private static byte[] versionLast(List<PixelPolygon> polygons) {
        return Tile.Layer.newBuilder()
                .setName(LAYER)
                .addFeatures(feature(polygons).addTags(0).addTags(0))
                .addKeys("type")
                .addValues(Tile.Value.newBuilder().setStringValue("polygon"))
                .setExtent(TileCoord.EXTENT)
                .setVersion(SIGN_VERSION)
                .build()
                .toByteArray();
    }

    /** The layer of a segmentation: feature ids, no tags, and the version first. Generated classes cannot write that order. */
    private static byte[] versionFirst(List<List<PixelPolygon>> features) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream layer = CodedOutputStream.newInstance(bytes);
        try {
            layer.writeUInt32(Tile.Layer.VERSION_FIELD_NUMBER, SEGMENT_VERSION);
            layer.writeString(Tile.Layer.NAME_FIELD_NUMBER, LAYER);
            layer.writeUInt32(Tile.Layer.EXTENT_FIELD_NUMBER, TileCoord.EXTENT);
            for (int i = 0; i < features.size(); i++) {
                Tile.Feature feature = feature(features.get(i)).setId(i + 1).build();
                layer.writeByteArray(Tile.Layer.FEATURES_FIELD_NUMBER, feature.toByteArray());
            }
            layer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] tile(byte[] layer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream tile = CodedOutputStream.newInstance(bytes);
        try {
            tile.writeByteArray(Tile.LAYERS_FIELD_NUMBER, layer);
            tile.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Tile.Feature.Builder feature(List<PixelPolygon> polygons) {
        Tile.Feature.Builder feature = Tile.Feature.newBuilder().setType(Tile.GeomType.POLYGON);
        Pixel cursor = new Pixel(0, 0);
        for (PixelPolygon polygon : polygons) {
            for (List<Pixel> ring : polygon.rings()) {
                cursor = addRing(feature, ring, cursor);
            }
        }
        return feature;
    }

    /** Returns the last pixel before the ring closes, where the deltas of the next ring start. */
    private static Pixel addRing(Tile.Feature.Builder feature, List<Pixel> ring, Pixel start) {
        Pixel cursor = start;
        int corners = ring.size() - 1;
        for (int i = 0; i < corners; i++) {
            if (i <= 1) {
                feature.addGeometry(i == 0 ? command(MOVE_TO, 1) : command(LINE_TO, corners - 1));
            }
            Pixel pixel = ring.get(i);
            feature.addGeometry(zigzag(pixel.x() - cursor.x())).addGeometry(zigzag(pixel.y() - cursor.y()));
            cursor = pixel;
        }
        feature.addGeometry(command(CLOSE_PATH, 1));
        return cursor;
    }

    private static int command(int id, int count) {
        return count << 3 | id;
    }

    private static int zigzag(long step) {
        int narrow = Math.toIntExact(step);
        return narrow << 1 ^ narrow >> 31;
    }
}
