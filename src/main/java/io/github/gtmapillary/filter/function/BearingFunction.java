package io.github.gtmapillary.filter.function;

import org.geotools.api.filter.capability.FunctionName;
import org.geotools.filter.FunctionExpressionImpl;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * {@code bearing(from, to)}: the initial direction of the great circle between two places, in degrees clockwise from north, 0 to
 * 360. It is null if one of the places is missing. For a geometry other than a point, it takes the centroid.
 */
final class BearingFunction extends FunctionExpressionImpl {
    private static final FunctionName NAME = functionName("bearing", "degrees:Double", "from:Geometry", "to:Geometry");

    BearingFunction() {
        super(NAME);
    }

    @Override
    public @Nullable Object evaluate(@Nullable Object feature) {
        Geometry from = getExpression(0).evaluate(feature, Geometry.class);
        Geometry to = getExpression(1).evaluate(feature, Geometry.class);
        boolean known = from != null && to != null && !from.isEmpty() && !to.isEmpty();
        return known ? degrees(from, to) : null;
    }

    static double degrees(Geometry from, Geometry to) {
        Coordinate a = from.getCentroid().getCoordinate();
        Coordinate b = to.getCentroid().getCoordinate();
        double fromLat = Math.toRadians(a.y);
        double toLat = Math.toRadians(b.y);
        double east = Math.toRadians(b.x - a.x);
        double y = Math.sin(east) * Math.cos(toLat);
        double x = Math.cos(fromLat) * Math.sin(toLat) - Math.sin(fromLat) * Math.cos(toLat) * Math.cos(east);
        double degrees = Math.toDegrees(Math.atan2(y, x));
        return degrees < 0 ? degrees + 360 : degrees;
    }
}
