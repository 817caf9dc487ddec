package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import java.util.Optional;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.Add;
import org.geotools.api.filter.expression.BinaryExpression;
import org.geotools.api.filter.expression.Divide;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.Multiply;
import org.geotools.api.filter.expression.Subtract;
import org.geotools.api.filter.expression.VolatileFunction;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.geotools.geometry.jts.JTS;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.util.GeometryFixer;

/**
 * Transforms the geometries of a filter to the reference system of the data: WGS 84, longitude first, longitudes within ±180. It also
 * evaluates functions and calculations of constants.
 */
final class LiteralGeometries extends DuplicatingFilterVisitor {
    private static final int POINTS_PER_EDGE = 10;

    /** A limit in degrees, far beyond every map, at which a double still resolves a hundred-thousandth of a degree. */
    private static final double FARTHEST = 1e9;

    private final CoordinateReferenceSystem lonLat;
    private final GeometryFactory geometries = new GeometryFactory();

    /**
     * Makes a visitor.
     *
     * @param lonLat the data's reference system: WGS 84, longitude first
     */
    LiteralGeometries(FilterFactory factory, CoordinateReferenceSystem lonLat) {
        super(factory);
        this.lonLat = lonLat;
    }

    @Override
    public Object visit(Literal literal, @Nullable Object extraData) {
        Object value = literal.getValue();
        if (value instanceof Geometry geometry) {
            return ff.literal(Rewriting.inVisitor(() -> inLonLat(geometry)));
        }
        if (value instanceof Envelope envelope) {
            return ff.literal(Rewriting.inVisitor(() -> inLonLat(envelope)));
        }
        return super.visit(literal, extraData);
    }

    @Override
    public Object visit(Function function, @Nullable Object extraData) {
        Function copy = (Function) super.visit(function, extraData);
        boolean constant = !(function instanceof VolatileFunction)
                && !copy.getParameters().isEmpty()
                && copy.getParameters().stream().allMatch(Literal.class::isInstance);
        if (!constant) {
            return copy;
        }
        Optional<Object> value = Rewriting.inVisitor(() -> Optional.ofNullable(valueOf(copy)));
        return value.isEmpty() ? copy : visit(ff.literal(value.get()), extraData);
    }

    @Override
    public Object visit(Add expression, @Nullable Object extraData) {
        return folded((BinaryExpression) super.visit(expression, extraData));
    }

    @Override
    public Object visit(Subtract expression, @Nullable Object extraData) {
        return folded((BinaryExpression) super.visit(expression, extraData));
    }

    @Override
    public Object visit(Multiply expression, @Nullable Object extraData) {
        return folded((BinaryExpression) super.visit(expression, extraData));
    }

    @Override
    public Object visit(Divide expression, @Nullable Object extraData) {
        return folded((BinaryExpression) super.visit(expression, extraData));
    }

    private Expression folded(BinaryExpression calculation) {
        return calculation.getExpression1() instanceof Literal && calculation.getExpression2() instanceof Literal
                ? ff.literal(calculation.evaluate(null))
                : calculation;
    }

    private static @Nullable Object valueOf(Function function) throws InvalidQueryException {
        try {
            return function.evaluate(null);
        } catch (RuntimeException e) {
            throw new InvalidQueryException(
                    "the function " + function.getName() + " can't take its arguments: " + e.getMessage(), e);
        }
    }

    /** Replaces a box by a polygon: GeoTools prepares a polygon once, but converts a box for each feature. */
    @Override
    public Object visit(BBOX filter, @Nullable Object extraData) {
        Expression property = visit(filter.getExpression1(), extraData);
        if (property instanceof Literal) {
            property = visit(filter.getExpression2(), extraData);
        }
        Geometry box = Rewriting.inVisitor(() -> inLonLat(ReferencedEnvelope.reference(filter.getBounds())));
        return ff.intersects(property, ff.literal(box), filter.getMatchAction());
    }

    private Geometry inLonLat(Envelope envelope) throws InvalidQueryException {
        if (envelope.isNull()) {
            return geometries.createPolygon();
        }
        Envelope box = envelope;
        if (envelope instanceof ReferencedEnvelope referenced && isForeign(referenced.getCoordinateReferenceSystem())) {
            box = transformed(referenced);
        }
        // an infinite side ends at the edge of the world
        Envelope limited = new Envelope(
                box.getMinX() == Double.NEGATIVE_INFINITY ? Math.min(-180, box.getMaxX()) : box.getMinX(),
                box.getMaxX() == Double.POSITIVE_INFINITY ? Math.max(180, box.getMinX()) : box.getMaxX(),
                Math.max(box.getMinY(), -90),
                Math.min(box.getMaxY(), 90));
        return checked(geometries.toGeometry(limited));
    }

    private Envelope transformed(ReferencedEnvelope box) throws InvalidQueryException {
        try {
            return box.transform(lonLat, true, POINTS_PER_EDGE);
        } catch (TransformException | FactoryException e) {
            throw unprojectable(box, e);
        }
    }

    private Geometry inLonLat(Geometry geometry) throws InvalidQueryException {
        CoordinateReferenceSystem crs = crsOf(geometry);
        if (!isForeign(crs)) {
            return checked(geometry);
        }
        try {
            return checked(JTS.transform(geometry, CRS.findMathTransform(crs, lonLat, true)));
        } catch (TransformException | FactoryException e) {
            throw unprojectable(geometry, e);
        }
    }

    private boolean isForeign(@Nullable CoordinateReferenceSystem crs) {
        return crs != null && !CRS.equalsIgnoreMetadata(crs, lonLat);
    }

    private static @Nullable CoordinateReferenceSystem crsOf(Geometry geometry) throws InvalidQueryException {
        if (geometry.getUserData() instanceof CoordinateReferenceSystem crs) {
            return crs;
        }
        int srid = geometry.getSRID();
        if (srid <= 0 || srid == 4326) {
            return null;
        }
        try {
            return CRS.decode("EPSG:" + srid, true);
        } catch (FactoryException e) {
            throw new InvalidQueryException("a geometry of the filter has the unknown SRID " + srid, e);
        }
    }

    private static Geometry checked(Geometry geometry) throws InvalidQueryException {
        boolean absurd = false;
        for (Coordinate position : geometry.getCoordinates()) {
            if (Double.isNaN(position.x) || Double.isNaN(position.y)) {
                throw new InvalidQueryException("a geometry of the filter has a coordinate that is not a number (NaN)");
            }
            absurd |= Math.abs(position.x) > FARTHEST || Math.abs(position.y) > FARTHEST;
        }
        return LongitudeWrap.within180(valid(absurd ? clamped(geometry) : geometry));
    }

    private static Geometry clamped(Geometry geometry) {
        Geometry copy = geometry.copy();
        copy.apply((Coordinate position) -> {
            position.x = Math.max(-FARTHEST, Math.min(FARTHEST, position.x));
            position.y = Math.max(-FARTHEST, Math.min(FARTHEST, position.y));
        });
        copy.geometryChanged();
        return copy;
    }

    /** Repairs rings that cross themselves, because overlays and buffers need a clear inside: every enclosed area counts as inside. */
    private static Geometry valid(Geometry geometry) {
        if (geometry.getDimension() < 2 || geometry.isValid()) {
            return geometry;
        }
        GeometryFixer fixer = new GeometryFixer(geometry);
        fixer.setKeepCollapsed(true);
        return fixer.getResult();
    }

    private static InvalidQueryException unprojectable(Object what, Exception cause) {
        return new InvalidQueryException(
                "a geometry of the filter can't be brought to longitude and latitude: " + what + ": "
                        + cause.getMessage(),
                cause);
    }
}
