package io.github.gtmapillary.filter;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Moves the parts of a geometry beyond ±180° to the longitudes within ±180°, where the data are. */
final class LongitudeWrap {
    private static final double WORLD = 360;

    /** The limit on worlds side by side. No map has more, and the rest of such a geometry would only repeat them. */
    private static final int MOST_WORLDS = 1000;

    private LongitudeWrap() {}

    /**
     * Brings all longitudes within ±180. A box that is wider than the world becomes the world, because wide maps repeat it.
     *
     * @return the same geometry if it lies within ±180 already, otherwise a geometry of several parts
     */
    static Geometry within180(Geometry geometry) {
        Envelope box = geometry.getEnvelopeInternal();
        if (geometry.isEmpty() || (box.getMinX() >= -180 && box.getMaxX() <= 180)) {
            return geometry;
        }
        if (geometry.isRectangle() && box.getWidth() >= WORLD) {
            return geometry.getFactory().toGeometry(new Envelope(-180, 180, box.getMinY(), box.getMaxY()));
        }
        if (geometry.getNumGeometries() > 1) {
            return eachWithin180(geometry);
        }
        List<Geometry> parts = new ArrayList<>();
        long first = worldOf(box.getMinX());
        long last = Math.min(worldOf(box.getMaxX()), first + MOST_WORLDS);
        for (long world = first; world <= last; world++) {
            Envelope strip = new Envelope(-180 + WORLD * world, 180 + WORLD * world, box.getMinY(), box.getMaxY());
            if (strip.intersects(box)) {
                addPart(clip(geometry, strip), -WORLD * world, geometry.getDimension(), parts);
            }
        }
        return geometry.getFactory().buildGeometry(parts).union();
    }

    /** Counts worlds eastward from the one between -180 and 180, which is 0. */
    private static long worldOf(double longitude) {
        return (long) Math.ceil((longitude - 180) / WORLD);
    }

    /** Handles each part by itself, because JTS cannot overlay collections of mixed dimensions. */
    private static Geometry eachWithin180(Geometry collection) {
        List<Geometry> parts = new ArrayList<>();
        for (int i = 0; i < collection.getNumGeometries(); i++) {
            parts.add(within180(collection.getGeometryN(i)));
        }
        return UnaryUnionOp.union(parts);
    }

    private static void addPart(Geometry part, double shift, int dimension, List<Geometry> into) {
        Geometry moved = AffineTransformation.translationInstance(shift, 0).transform(part);
        for (int i = 0; i < moved.getNumGeometries(); i++) {
            if (!moved.getGeometryN(i).isEmpty() && moved.getGeometryN(i).getDimension() == dimension) {
                into.add(moved.getGeometryN(i));
            }
        }
    }

    private static Geometry clip(Geometry geometry, Envelope strip) {
        if (geometry.isRectangle()) {
            return geometry.getFactory()
                    .toGeometry(geometry.getEnvelopeInternal().intersection(strip));
        }
        // some height, so that the strip around a horizontal line is an area
        strip.expandBy(0, 1);
        return OverlayNGRobust.overlay(geometry, geometry.getFactory().toGeometry(strip), OverlayNG.INTERSECTION);
    }
}
