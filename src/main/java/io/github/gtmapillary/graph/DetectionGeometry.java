package io.github.gtmapillary.graph;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Feature;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.GeomType;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Layer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The outline of a detection: a vector tile in base64 (API documentation, section "Segmentation"). The names of its layers, the number of
 * its features and the order of its fields vary.
 */
final class DetectionGeometry {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int MOVE_TO = 1;
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7;

    private DetectionGeometry() {}

    /**
     * Decodes an outline.
     *
     * @return one polygon or several, x to the right and y down, each from 0 to 1 across the image; null if there is none
     * @throws IllegalArgumentException if the text is not base64, or does not hold a vector tile of polygons
     */
    static @Nullable String toWkt(String base64) {
        List<Polygon> polygons = new ArrayList<>();
        try {
            VectorTile.Tile tile =
                    VectorTile.Tile.parseFrom(Base64.getMimeDecoder().decode(base64));
            for (Layer layer : tile.getLayersList()) {
                for (Feature feature : layer.getFeaturesList()) {
                    addPolygons(feature, layer.getExtent(), polygons);
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("it is no vector tile", e);
        }
        if (polygons.isEmpty()) {
            return null;
        }
        Geometry outline = polygons.size() == 1
                ? polygons.get(0)
                : GEOMETRIES.createMultiPolygon(polygons.toArray(Polygon[]::new));
        return outline.toText();
    }

    private static void addPolygons(Feature feature, int extent, List<Polygon> into) {
        if (feature.getType() != GeomType.POLYGON || extent <= 0) {
            throw new IllegalArgumentException("it holds a " + feature.getType() + " in an extent of " + extent);
        }
        LinearRing shell = null;
        List<LinearRing> holes = new ArrayList<>();
        for (LinearRing ring : rings(feature, extent)) {
            if (shell == null || !isHole(ring, shell)) {
                addPolygon(shell, holes, into);
                shell = ring;
                holes.clear();
            } else {
                holes.add(ring);
            }
        }
        addPolygon(shell, holes, into);
    }

    /** With y down, rings that look clockwise to JTS are holes (MVT specification 2.1, section 4.3.4.4), if they lie inside. */
    private static boolean isHole(LinearRing ring, LinearRing shell) {
        return !Orientation.isCCW(ring.getCoordinateSequence())
                && shell.getEnvelopeInternal().contains(ring.getEnvelopeInternal());
    }

    private static void addPolygon(@Nullable LinearRing shell, List<LinearRing> holes, List<Polygon> into) {
        if (shell != null) {
            into.add(GEOMETRIES.createPolygon(shell, holes.toArray(LinearRing[]::new)));
        }
    }

    private static List<LinearRing> rings(Feature feature, int extent) {
        List<LinearRing> rings = new ArrayList<>();
        List<Coordinate> ring = new ArrayList<>();
        int x = 0;
        int y = 0;
        for (int at = 0; at < feature.getGeometryCount(); ) {
            int command = feature.getGeometry(at++);
            int kind = command & 7;
            int count = command >>> 3;
            if (kind == CLOSE_PATH) {
                addRing(ring, rings);
                continue;
            }
            if ((kind != MOVE_TO && kind != LINE_TO) || count > (feature.getGeometryCount() - at) / 2) {
                throw new IllegalArgumentException(
                        "it has the command " + kind + " with count " + Integer.toUnsignedString(count));
            }
            for (int i = 0; i < count; i++) {
                x += zigzag(feature.getGeometry(at++));
                y += zigzag(feature.getGeometry(at++));
                ring.add(new Coordinate(withinImage(x, extent), withinImage(y, extent)));
            }
        }
        addRing(ring, rings);
        return rings;
    }

    /** Moves coordinates beyond the extent, which tiles allow, to the image's edge. */
    private static double withinImage(int position, int extent) {
        return Math.max(0, Math.min(1, (double) position / extent));
    }

    /** Closes a ring, whether or not the tile closes it. Leaves out rings without an area within the image. */
    private static void addRing(List<Coordinate> ring, List<LinearRing> into) {
        if (!ring.isEmpty() && !ring.get(0).equals2D(ring.get(ring.size() - 1))) {
            ring.add(ring.get(0).copy());
        }
        if (ring.size() > 3) {
            LinearRing closed = GEOMETRIES.createLinearRing(ring.toArray(Coordinate[]::new));
            Geometry inside = GEOMETRIES.createPolygon(closed, new LinearRing[0]);
            if (inside.getArea() > 0) {
                into.add(closed);
            }
        }
        ring.clear();
    }

    private static int zigzag(int encoded) {
        return (encoded >>> 1) ^ -(encoded & 1);
    }
}
