package io.github.gtmapillary.filter.function;

import org.geotools.api.filter.capability.FunctionName;
import org.geotools.filter.FunctionExpressionImpl;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * {@code lookingAt(position, compass_angle, is_pano, target, fov_degrees)}: whether an image looks towards a place. It does if the bearing
 * of the place is within half the field of view of the compass angle. A panorama looks everywhere. An image with an unknown direction looks
 * nowhere.
 */
final class LookingAtFunction extends FunctionExpressionImpl {
    private static final FunctionName NAME = functionName(
            "lookingAt",
            "looking:Boolean",
            "position:Geometry",
            "compass_angle:Double",
            "is_pano:Boolean",
            "target:Geometry",
            "fov_degrees:Double");

    LookingAtFunction() {
        super(NAME);
    }

    @Override
    public Object evaluate(@Nullable Object feature) {
        Geometry position = getExpression(0).evaluate(feature, Geometry.class);
        Geometry target = getExpression(3).evaluate(feature, Geometry.class);
        if (position == null || target == null || position.isEmpty() || target.isEmpty()) {
            return false;
        }
        if (Boolean.TRUE.equals(getExpression(2).evaluate(feature, Boolean.class))) {
            return true;
        }
        Double angle = getExpression(1).evaluate(feature, Double.class);
        Double fieldOfView = getExpression(4).evaluate(feature, Double.class);
        return angle != null
                && fieldOfView != null
                && apart(BearingFunction.degrees(position, target), angle) <= fieldOfView / 2;
    }

    /** The angle between two directions, 0 to 180. */
    private static double apart(double a, double b) {
        double turn = Math.abs(a - b) % 360;
        return Math.min(turn, 360 - turn);
    }
}
