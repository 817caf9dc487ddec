package io.github.gtmapillary.filter;

import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.util.AffineTransformation;
import org.locationtech.jts.operation.distance.DistanceOp;

/** Distances on the WGS 84 ellipsoid between geometries in longitude and latitude. */
final class GeodesicDistance {
    private GeodesicDistance() {}

    /**
     * Measures the shortest distance. A path may cross the date line.
     *
     * <p>Between points the result is exact. For lines and polygons, the pair of nearest places is found on a plane scaled to the feature's
     * latitude, and the distance of that pair is exact. The distance changes least around that pair, so the error stays far below a
     * thousandth.
     *
     * @return metres; 0 if the geometries touch; infinite if one of them is empty
     */
    static double metres(Geometry feature, Geometry other) {
        if (feature.isEmpty() || other.isEmpty()) {
            return Double.POSITIVE_INFINITY;
        }
        if (feature instanceof Point from && other instanceof Point to) {
            return metres(from.getCoordinate(), to.getCoordinate());
        }
        double nearest = planar(feature, other, 0);
        double reach = Math.max(
                Math.abs(feature.getEnvelopeInternal().getMaxX()
                        - other.getEnvelopeInternal().getMinX()),
                Math.abs(other.getEnvelopeInternal().getMaxX()
                        - feature.getEnvelopeInternal().getMinX()));
        if (reach > 180) {
            nearest = Math.min(nearest, Math.min(planar(feature, other, 360), planar(feature, other, -360)));
        }
        return nearest;
    }

    private static double planar(Geometry feature, Geometry other, double shift) {
        double shrink = Math.cos(Math.toRadians(feature.getEnvelopeInternal().centre().y));
        AffineTransformation toPlane =
                AffineTransformation.translationInstance(shift, 0).scale(shrink, 1);
        Geometry here = AffineTransformation.scaleInstance(shrink, 1).transform(feature);
        Coordinate[] pair = DistanceOp.nearestPoints(here, toPlane.transform(other));
        return metres(new Coordinate(pair[0].x / shrink, pair[0].y), new Coordinate(pair[1].x / shrink, pair[1].y));
    }

    private static double metres(Coordinate a, Coordinate b) {
        return Geodesic.WGS84.Inverse(a.y, a.x, b.y, b.x, GeodesicMask.DISTANCE).s12;
    }
}
