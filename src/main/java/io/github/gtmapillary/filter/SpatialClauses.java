package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.PositionIn;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Optional;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.spatial.Beyond;
import org.geotools.api.filter.spatial.BinarySpatialOperator;
import org.geotools.api.filter.spatial.Contains;
import org.geotools.api.filter.spatial.Crosses;
import org.geotools.api.filter.spatial.DWithin;
import org.geotools.api.filter.spatial.Disjoint;
import org.geotools.api.filter.spatial.DistanceBufferOperator;
import org.geotools.api.filter.spatial.Equals;
import org.geotools.api.filter.spatial.Intersects;
import org.geotools.api.filter.spatial.Overlaps;
import org.geotools.api.filter.spatial.Touches;
import org.geotools.api.filter.spatial.Within;
import org.geotools.filter.visitor.NullFilterVisitor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Builds the clauses of spatial operators between the feature's geometry and a constant geometry. Constants are in WGS 84, longitude
 * first. An operator on another geometry than {@code place} becomes {@link Clause#UNKNOWN}.
 *
 * <p>{@code DISJOINT} and {@code BEYOND} bound nothing, but they name a region: a line's pieces there decide about it.
 */
final class SpatialClauses extends NullFilterVisitor {
    private final TypeSchema schema;
    private final String place;

    /**
     * Makes a builder.
     *
     * @param schema the type that the filter is on
     * @param place the geometry that says where features are
     */
    SpatialClauses(TypeSchema schema, String place) {
        this.schema = schema;
        this.place = place;
    }

    @Override
    public Object visit(Intersects filter, @Nullable Object unknown) {
        return spatial(filter, true);
    }

    @Override
    public Object visit(Contains filter, @Nullable Object unknown) {
        return spatial(filter, false);
    }

    @Override
    public Object visit(Crosses filter, @Nullable Object unknown) {
        return spatial(filter, false);
    }

    @Override
    public Object visit(Equals filter, @Nullable Object unknown) {
        return spatial(filter, false);
    }

    @Override
    public Object visit(Overlaps filter, @Nullable Object unknown) {
        return spatial(filter, false);
    }

    @Override
    public Object visit(Touches filter, @Nullable Object unknown) {
        return spatial(filter, false);
    }

    @Override
    public Object visit(Within filter, @Nullable Object unknown) {
        return spatial(filter, false);
    }

    @Override
    public Object visit(Disjoint filter, @Nullable Object unknown) {
        return unbounded(operands(filter).map(Operands::reach).orElse(Region.NOWHERE));
    }

    @Override
    public Object visit(DWithin filter, @Nullable Object unknown) {
        return operands(filter)
                .map(o -> touching(around(o, filter), false, false))
                .orElse(Clause.UNKNOWN);
    }

    @Override
    public Object visit(Beyond filter, @Nullable Object unknown) {
        return unbounded(operands(filter).map(o -> around(o, filter)).orElse(Region.NOWHERE));
    }

    private Clause spatial(BinarySpatialOperator filter, boolean touch) {
        return operands(filter)
                .map(o -> touching(o.reach(), touch && o.margin == 0, touch && o.margin == 0))
                .orElse(Clause.UNKNOWN);
    }

    private static Clause unbounded(Region named) {
        return Clause.single(Condition.ALWAYS, false, Region.EVERYWHERE, named, false);
    }

    /**
     * The clause of features that touch a region. Where features are points, a position condition can rule them out while decoding.
     *
     * @param touch whether the filter asks only whether the geometry touches the region
     * @param decidable whether a position inside the region is enough; this counts only where every part of the region is a box
     */
    private Clause touching(Region region, boolean touch, boolean decidable) {
        if (schema.geometry() != GeometryKind.POINT || region.unbounded()) {
            return Clause.single(Condition.ALWAYS, false, region, region, touch);
        }
        Condition inBoxes = Condition.anyOf(region.parts().stream()
                .<Condition>map(part -> new PositionIn(Bbox.of(part.getEnvelopeInternal())))
                .toList());
        boolean boxes = region.parts().stream().allMatch(part -> part.isRectangle() && part.getArea() > 0);
        return Clause.single(inBoxes, decidable && boxes, region, region, touch);
    }

    private static Region around(Operands operands, DistanceBufferOperator filter) {
        boolean geodesic = filter instanceof DistanceFilter;
        return wrapped(
                geodesic
                        ? GeodesicBuffer.around(operands.grown(), filter.getDistance())
                        : GeodesicBuffer.aroundInDegrees(operands.grown(), filter.getDistance()));
    }

    /** Wraps each part by itself: two parts on either side of the date line have a common envelope as wide as the world. */
    private static Region wrapped(Geometry geometry) {
        Region region = Region.NOWHERE;
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            region = region.union(wrappedPart(geometry.getGeometryN(i)));
        }
        return region;
    }

    private static Region wrappedPart(Geometry geometry) {
        Envelope box = geometry.getEnvelopeInternal();
        if (box.getWidth() >= 360) {
            return Region.of(geometry.getFactory().toGeometry(new Envelope(-180, 180, box.getMinY(), box.getMaxY())));
        }
        return Region.of(LongitudeWrap.within180(geometry));
    }

    /** Finds the feature's geometry, with or without a buffer around it, and a constant geometry, in either order. */
    private Optional<Operands> operands(BinarySpatialOperator filter) {
        Optional<Operands> inOrder = operands(filter.getExpression1(), filter.getExpression2());
        return inOrder.isPresent() ? inOrder : operands(filter.getExpression2(), filter.getExpression1());
    }

    private Optional<Operands> operands(Expression feature, Expression constant) {
        if (!(constant instanceof Literal literal) || !(literal.getValue() instanceof Geometry geometry)) {
            return Optional.empty();
        }
        if (feature instanceof PropertyName name && name.getPropertyName().equals(place)) {
            return Optional.of(new Operands(geometry, 0));
        }
        boolean buffer = feature instanceof Function function
                && function.getName().equals("buffer")
                && function.getParameters().size() == 2
                && function.getParameters().get(1) instanceof Literal
                && operands(function.getParameters().get(0), constant).isPresent();
        if (!buffer) {
            return Optional.empty();
        }
        Double margin = ((Function) feature).getParameters().get(1).evaluate(null, Double.class);
        return margin == null ? Optional.empty() : Optional.of(new Operands(geometry, Math.max(0, margin)));
    }

    /**
     * The operands of a spatial operator.
     *
     * @param constant the geometry that the filter names
     * @param margin the width in degrees of the buffer that the filter puts around the feature's geometry; 0 without a buffer
     */
    private record Operands(Geometry constant, double margin) {
        Geometry grown() {
            return margin == 0 ? constant : GeodesicBuffer.aroundInDegrees(constant, margin);
        }

        Region reach() {
            return margin == 0 ? Region.of(constant) : wrapped(grown());
        }
    }
}
