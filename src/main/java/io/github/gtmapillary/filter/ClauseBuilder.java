package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.Condition.AttributePasses;
import io.github.gtmapillary.model.Condition.PositionIn;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.model.TimeRange;
import io.github.gtmapillary.model.ValueCondition;
import io.github.gtmapillary.model.ValueCondition.FlagIs;
import io.github.gtmapillary.model.ValueCondition.NumberIn;
import io.github.gtmapillary.model.ValueCondition.OneOf;
import io.github.gtmapillary.model.ValueCondition.TimeIn;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.PropertyIsBetween;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.PropertyIsGreaterThan;
import org.geotools.api.filter.PropertyIsGreaterThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLessThan;
import org.geotools.api.filter.PropertyIsLessThanOrEqualTo;
import org.geotools.api.filter.PropertyIsLike;
import org.geotools.api.filter.PropertyIsNotEqualTo;
import org.geotools.api.filter.PropertyIsNull;
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
import org.geotools.filter.LikeToRegexConverter;
import org.geotools.filter.visitor.NullFilterVisitor;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * Says for each part of a filter what can be tested while decoding and where its features are. The filter's names and literals have
 * been resolved before. What has no method of its own here comes back as {@link Clause#UNKNOWN}, which the caller passes in.
 */
final class ClauseBuilder extends NullFilterVisitor {
    private final TypeSchema schema;
    private final String place;

    /**
     * Makes a builder.
     *
     * @param place the attribute that says where features are; what a filter says of another geometry is left to features
     */
    ClauseBuilder(TypeSchema schema, String place) {
        this.schema = schema;
        this.place = place;
    }

    Clause build(Filter filter) {
        return (Clause) filter.accept(this, Clause.UNKNOWN);
    }

    private List<Clause> build(List<Filter> filters) {
        return filters.stream().map(this::build).toList();
    }

    @Override
    public Object visit(IncludeFilter filter, @Nullable Object unknown) {
        return Clause.decidedBy(Condition.ALWAYS);
    }

    @Override
    public Object visit(ExcludeFilter filter, @Nullable Object unknown) {
        return Clause.decidedBy(Condition.NEVER);
    }

    @Override
    public Object visit(And filter, @Nullable Object unknown) {
        return Clause.and(build(filter.getChildren()));
    }

    @Override
    public Object visit(Or filter, @Nullable Object unknown) {
        return Clause.or(build(filter.getChildren()));
    }

    @Override
    public Object visit(Not filter, @Nullable Object unknown) {
        return Clause.not(build(filter.getFilter()));
    }

    /** Feature ids are the type name, a dot and the id; others belong to no feature of this type. */
    @Override
    public Object visit(Id filter, @Nullable Object unknown) {
        String prefix = schema.name() + ".";
        Set<String> ids = filter.getIDs().stream()
                .map(Object::toString)
                .filter(fid -> fid.startsWith(prefix))
                .map(fid -> fid.substring(prefix.length()))
                .collect(Collectors.toSet());
        return Clause.decidedBy(ids.isEmpty() ? Condition.NEVER : new AttributePasses(Attribute.ID, new OneOf(ids)));
    }

    @Override
    public Object visit(PropertyIsNull filter, @Nullable Object unknown) {
        return attribute(filter.getExpression())
                .map(a -> passes(a, new ValueCondition.Missing()))
                .orElse(Clause.UNKNOWN);
    }

    @Override
    public Object visit(PropertyIsLike filter, @Nullable Object unknown) {
        int flags = filter.isMatchingCase() ? 0 : Pattern.CASE_INSENSITIVE;
        return attribute(filter.getExpression())
                .filter(a -> a.kind().isText())
                .map(a -> passes(
                        a,
                        new ValueCondition.Like(
                                filter.getLiteral(),
                                Pattern.compile(new LikeToRegexConverter(filter).getPattern(), flags),
                                prefix(filter))))
                .orElse(Clause.UNKNOWN);
    }

    /** What stands before the first character of the pattern that does not stand for itself alone. */
    private static String prefix(PropertyIsLike filter) {
        if (!filter.isMatchingCase()) {
            return "";
        }
        String pattern = filter.getLiteral();
        return Stream.of(filter.getWildCard(), filter.getSingleChar(), filter.getEscape())
                .filter(special -> special != null && !special.isEmpty() && pattern.contains(special))
                .map(special -> pattern.substring(0, pattern.indexOf(special)))
                .min(Comparator.comparingInt(String::length))
                .orElse(pattern);
    }

    @Override
    public Object visit(PropertyIsEqualTo filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.EQUAL);
    }

    @Override
    public Object visit(PropertyIsNotEqualTo filter, @Nullable Object unknown) {
        Clause equal = comparison(filter, Comparison.EQUAL);
        return equal.exact() ? Clause.not(equal) : Clause.UNKNOWN;
    }

    @Override
    public Object visit(PropertyIsGreaterThan filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.GREATER);
    }

    @Override
    public Object visit(PropertyIsGreaterThanOrEqualTo filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.GREATER_OR_EQUAL);
    }

    @Override
    public Object visit(PropertyIsLessThan filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.LESS);
    }

    @Override
    public Object visit(PropertyIsLessThanOrEqualTo filter, @Nullable Object unknown) {
        return comparison(filter, Comparison.LESS_OR_EQUAL);
    }

    @Override
    public Object visit(PropertyIsBetween filter, @Nullable Object unknown) {
        Optional<Attribute> attribute = attribute(filter.getExpression());
        if (attribute.isEmpty()) {
            return Clause.UNKNOWN;
        }
        return Clause.and(List.of(
                compared(attribute.get(), Comparison.GREATER_OR_EQUAL, filter.getLowerBoundary()),
                compared(attribute.get(), Comparison.LESS_OR_EQUAL, filter.getUpperBoundary())));
    }

    private Clause comparison(BinaryComparisonOperator filter, Comparison comparison) {
        Optional<Attribute> left = attribute(filter.getExpression1());
        Optional<Attribute> right = attribute(filter.getExpression2());
        boolean comparable = left.isPresent() != right.isPresent();
        boolean ignoresCase = !filter.isMatchingCase()
                && Stream.of(left, right)
                        .flatMap(Optional::stream)
                        .anyMatch(a -> a.kind().isText());
        if (!comparable || ignoresCase) {
            return Clause.UNKNOWN;
        }
        return left.isPresent()
                ? compared(left.get(), comparison, filter.getExpression2())
                : compared(right.orElseThrow(), comparison.mirrored(), filter.getExpression1());
    }

    private Clause compared(Attribute attribute, Comparison comparison, Expression with) {
        if (!(with instanceof Literal literal)) {
            return Clause.UNKNOWN;
        }
        Object value = literal.getValue();
        if (value instanceof Double number) {
            return passes(attribute, comparison.numbers(number));
        }
        if (value instanceof Timestamp time) {
            return timed(attribute, comparison, time);
        }
        if (comparison == Comparison.EQUAL && value instanceof Boolean flag) {
            return passes(attribute, new FlagIs(flag));
        }
        if (comparison == Comparison.EQUAL && value instanceof String text) {
            return passes(attribute, new OneOf(Set.of(text)));
        }
        return Clause.UNKNOWN;
    }

    /** Features' times are whole milliseconds; a constant may lie between two of them. */
    private static Clause timed(Attribute attribute, Comparison comparison, Timestamp time) {
        long millis = time.getTime();
        if (time.getNanos() % 1_000_000 == 0) {
            return passes(attribute, new TimeIn(comparison.times(millis)));
        }
        return switch (comparison) {
            case EQUAL -> Clause.decidedBy(Condition.NEVER);
            case LESS, LESS_OR_EQUAL -> passes(attribute, new TimeIn(TimeRange.until(millis)));
            case GREATER, GREATER_OR_EQUAL -> passes(attribute, new TimeIn(TimeRange.after(millis)));
        };
    }

    private static Clause passes(Attribute attribute, ValueCondition test) {
        return Clause.decidedBy(new AttributePasses(attribute.name(), test));
    }

    /** The attribute that an expression names, if tiles say what it holds. */
    private Optional<Attribute> attribute(Expression expression) {
        return expression instanceof PropertyName name
                ? schema.attribute(name.getPropertyName()).filter(a -> !a.derived())
                : Optional.empty();
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

    /** A point that has to touch a box is decided by its position; near any other place, the box around it helps to rule it out. */
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

    /** Part by part: two that lie on either side of the date line are not as wide as the world. */
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

    /** The feature's geometry, perhaps with a buffer around it, and a constant geometry, in either order. */
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
     * What a spatial operator is about.
     *
     * @param constant the geometry that the filter names
     * @param margin degrees by which the filter grows the feature's geometry first
     */
    private record Operands(Geometry constant, double margin) {
        Geometry grown() {
            return margin == 0 ? constant : GeodesicBuffer.aroundInDegrees(constant, margin);
        }

        Region reach() {
            return margin == 0 ? Region.of(constant) : wrapped(grown());
        }
    }

    /** The comparisons that order values. */
    private enum Comparison {
        EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        /** The same with its sides exchanged. */
        Comparison mirrored() {
            return switch (this) {
                case EQUAL -> EQUAL;
                case LESS -> GREATER;
                case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
                case GREATER -> LESS;
                case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
            };
        }

        NumberIn numbers(double than) {
            return switch (this) {
                case EQUAL -> NumberIn.exactly(than);
                case LESS -> new NumberIn(Double.NEGATIVE_INFINITY, true, than, false);
                case LESS_OR_EQUAL -> new NumberIn(Double.NEGATIVE_INFINITY, true, than, true);
                case GREATER -> new NumberIn(than, false, Double.POSITIVE_INFINITY, true);
                case GREATER_OR_EQUAL -> new NumberIn(than, true, Double.POSITIVE_INFINITY, true);
            };
        }

        TimeRange times(long than) {
            return switch (this) {
                case EQUAL -> TimeRange.at(than);
                case LESS -> TimeRange.before(than);
                case LESS_OR_EQUAL -> TimeRange.until(than);
                case GREATER -> TimeRange.after(than);
                case GREATER_OR_EQUAL -> TimeRange.from(than);
            };
        }
    }
}
