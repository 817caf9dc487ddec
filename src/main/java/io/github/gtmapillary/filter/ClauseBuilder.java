package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.AttributePasses;
import io.github.gtmapillary.model.Condition;
import io.github.gtmapillary.model.OneOf;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.filter.And;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.Or;
import org.geotools.filter.visitor.NullFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Builds the {@link Clause} of a filter: a condition to test while decoding, and the region of its features. This class handles the
 * logical operators and feature ids. It passes comparisons to {@link ComparisonClauses} and spatial operators to {@link
 * SpatialClauses}.
 *
 * <p>The filter's names and literals have been resolved before. An operator that none of the three classes has a method for becomes
 * {@link Clause#UNKNOWN}: the filter is then evaluated on features, which is always right.
 */
final class ClauseBuilder extends NullFilterVisitor {
    private final TypeSchema schema;
    private final ComparisonClauses comparisons;
    private final SpatialClauses places;

    /**
     * Makes a builder.
     *
     * @param schema the type that the filter is on
     * @param place the geometry that says where features are; conditions on another geometry are evaluated on features
     */
    ClauseBuilder(TypeSchema schema, String place) {
        this.schema = schema;
        this.comparisons = new ComparisonClauses(schema);
        this.places = new SpatialClauses(schema, place);
    }

    /** A visitor without a method for an operator returns the object that it was given. */
    Clause build(Filter filter) {
        @Nullable Object logical = filter.accept(this, null);
        return logical == null
                ? (Clause) filter.accept(places, filter.accept(comparisons, Clause.UNKNOWN))
                : (Clause) logical;
    }

    private List<Clause> build(List<Filter> filters) {
        return filters.stream().map(this::build).toList();
    }

    @Override
    public Object visit(IncludeFilter filter, @Nullable Object none) {
        return Clause.decidedBy(Condition.ALWAYS);
    }

    @Override
    public Object visit(ExcludeFilter filter, @Nullable Object none) {
        return Clause.decidedBy(Condition.NEVER);
    }

    @Override
    public Object visit(And filter, @Nullable Object none) {
        return Clause.and(build(filter.getChildren()));
    }

    @Override
    public Object visit(Or filter, @Nullable Object none) {
        return Clause.or(build(filter.getChildren()));
    }

    @Override
    public Object visit(Not filter, @Nullable Object none) {
        return Clause.not(build(filter.getFilter()));
    }

    /** A feature id is the type name, a dot and the id. Any other id belongs to no feature of this type. */
    @Override
    public Object visit(Id filter, @Nullable Object none) {
        String prefix = schema.name() + ".";
        Set<String> ids = filter.getIDs().stream()
                .map(Object::toString)
                .filter(fid -> fid.startsWith(prefix))
                .map(fid -> fid.substring(prefix.length()))
                .collect(Collectors.toSet());
        return Clause.decidedBy(ids.isEmpty() ? Condition.NEVER : new AttributePasses(Attribute.ID, new OneOf(ids)));
    }
}
