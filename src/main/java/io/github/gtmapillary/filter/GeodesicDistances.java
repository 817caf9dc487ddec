package io.github.gtmapillary.filter;

import io.github.gtmapillary.filter.DistanceFilter.GeodesicBeyond;
import io.github.gtmapillary.filter.DistanceFilter.GeodesicDWithin;
import io.github.gtmapillary.model.InvalidQueryException;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.spatial.Beyond;
import org.geotools.api.filter.spatial.DWithin;
import org.geotools.api.filter.spatial.DistanceBufferOperator;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * Replaces DWITHIN and BEYOND by filters that honour the unit of the distance. This visitor must run last: any later duplicating
 * visitor would turn the replacements into GeoTools' own filters, which take metres for degrees.
 */
final class GeodesicDistances extends DuplicatingFilterVisitor {
    private final GeometryFactory geometries = new GeometryFactory();

    GeodesicDistances(FilterFactory factory) {
        super(factory);
    }

    @Override
    public Object visit(DWithin filter, @Nullable Object extraData) {
        double metres = metres(filter);
        Expression first = filter.getExpression1();
        Expression second = filter.getExpression2();
        if (!Double.isNaN(metres)) {
            return new GeodesicDWithin(first, second, metres);
        }
        double degrees = filter.getDistance();
        return ff.dwithin(
                nearDateLine(first, degrees), nearDateLine(second, degrees), degrees, "", filter.getMatchAction());
    }

    @Override
    public Object visit(Beyond filter, @Nullable Object extraData) {
        double metres = metres(filter);
        Expression first = filter.getExpression1();
        Expression second = filter.getExpression2();
        if (!Double.isNaN(metres)) {
            return new GeodesicBeyond(first, second, metres);
        }
        double degrees = filter.getDistance();
        return ff.beyond(
                nearDateLine(first, degrees), nearDateLine(second, degrees), degrees, "", filter.getMatchAction());
    }

    /** The distance in metres, NaN for degrees. */
    private static double metres(DistanceBufferOperator filter) {
        return Rewriting.inVisitor(() -> {
            double distance = filter.getDistance();
            if (!(distance >= 0) || Double.isInfinite(distance)) {
                throw new InvalidQueryException("a distance of " + distance + " means nothing: it has to be 0 or more");
            }
            String unit = filter.getDistanceUnits();
            return distance * DistanceUnit.named(unit == null ? "" : unit).metres();
        });
    }

    /** Distances in degrees stop at the date line. So a geometry near it is repeated on its other side. */
    private Expression nearDateLine(Expression expression, double degrees) {
        Geometry geometry = expression instanceof Literal ? expression.evaluate(null, Geometry.class) : null;
        if (geometry == null) {
            return expression;
        }
        List<Geometry> copies = new ArrayList<>(List.of(geometry));
        Envelope box = geometry.getEnvelopeInternal();
        if (box.getMaxX() + degrees > 180) {
            copies.add(AffineTransformation.translationInstance(-360, 0).transform(geometry));
        }
        if (box.getMinX() - degrees < -180) {
            copies.add(AffineTransformation.translationInstance(360, 0).transform(geometry));
        }
        return copies.size() == 1 ? expression : ff.literal(geometries.buildGeometry(copies));
    }
}
