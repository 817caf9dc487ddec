package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.operation.union.UnaryUnionOp;

/** Takes what lies past the date line to the other side of the world, where the data are. */
final class LongitudeWrap {
    private static final double MOST = 540;

    private LongitudeWrap() {}

    /**
     * Brings all longitudes within ±180.
     *
     * @return the same geometry when it is within already, otherwise one in several parts
     * @throws InvalidQueryException when longitudes go beyond ±540
     */
    static Geometry within180(Geometry geometry) throws InvalidQueryException {
        Envelope box = geometry.getEnvelopeInternal();
        if (geometry.isEmpty() || (box.getMinX() >= -180 && box.getMaxX() <= 180)) {
            return geometry;
        }
        if (box.getMinX() < -MOST || box.getMaxX() > MOST) {
            throw new InvalidQueryException("longitudes reach from " + box.getMinX() + " to " + box.getMaxX()
                    + ": they may pass ±180 to cross the date line, but not ±540");
        }
        if (geometry.getNumGeometries() > 1) {
            return eachWithin180(geometry);
        }
        List<Geometry> parts = new ArrayList<>();
        for (int world = -1; world <= 1; world++) {
            Envelope strip = new Envelope(-180 + 360.0 * world, 180 + 360.0 * world, box.getMinY(), box.getMaxY());
            if (strip.intersects(box)) {
                addPart(clip(geometry, strip), -360.0 * world, geometry.getDimension(), parts);
            }
        }
        return geometry.getFactory().buildGeometry(parts).union();
    }

    /** JTS overlays no collections of mixed dimensions. */
    private static Geometry eachWithin180(Geometry collection) throws InvalidQueryException {
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
        // a height of its own, so that a strip around a horizontal line is an area
        strip.expandBy(0, 1);
        return OverlayNGRobust.overlay(geometry, geometry.getFactory().toGeometry(strip), OverlayNG.INTERSECTION);
    }
}
