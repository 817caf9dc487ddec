package io.github.gtmapillary.filter;

import org.geotools.api.filter.FilterVisitor;
import org.geotools.api.filter.MultiValuedFilter.MatchAction;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.spatial.Beyond;
import org.geotools.api.filter.spatial.DWithin;
import org.geotools.api.filter.spatial.DistanceBufferOperator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/** DWITHIN and BEYOND by geodesic distance. GeoTools' own filters read every distance as degrees and ignore its unit. */
abstract sealed class DistanceFilter implements DistanceBufferOperator {
    private final Expression first;
    private final Expression second;
    private final double metres;

    private DistanceFilter(Expression first, Expression second, double metres) {
        this.first = first;
        this.second = second;
        this.metres = metres;
    }

    /** Tells whether the two geometries are within the distance; false if one of them is missing. */
    final boolean near(@Nullable Object feature) {
        Geometry a = first.evaluate(feature, Geometry.class);
        Geometry b = second.evaluate(feature, Geometry.class);
        return a != null && b != null && GeodesicDistance.metres(a, b) <= metres;
    }

    @Override
    public Expression getExpression1() {
        return first;
    }

    @Override
    public Expression getExpression2() {
        return second;
    }

    @Override
    public double getDistance() {
        return metres;
    }

    @Override
    public String getDistanceUnits() {
        return "meters";
    }

    @Override
    public MatchAction getMatchAction() {
        return MatchAction.ANY;
    }

    static final class GeodesicDWithin extends DistanceFilter implements DWithin {
        GeodesicDWithin(Expression first, Expression second, double metres) {
            super(first, second, metres);
        }

        @Override
        public boolean evaluate(@Nullable Object feature) {
            return near(feature);
        }

        @Override
        public Object accept(FilterVisitor visitor, @Nullable Object extraData) {
            return visitor.visit(this, extraData);
        }

        @Override
        public String toString() {
            return "DWITHIN(" + getExpression1() + ", " + getExpression2() + ", " + getDistance() + ", meters)";
        }
    }

    static final class GeodesicBeyond extends DistanceFilter implements Beyond {
        GeodesicBeyond(Expression first, Expression second, double metres) {
            super(first, second, metres);
        }

        @Override
        public boolean evaluate(@Nullable Object feature) {
            return !near(feature);
        }

        @Override
        public Object accept(FilterVisitor visitor, @Nullable Object extraData) {
            return visitor.visit(this, extraData);
        }

        @Override
        public String toString() {
            return "BEYOND(" + getExpression1() + ", " + getExpression2() + ", " + getDistance() + ", meters)";
        }
    }
}
