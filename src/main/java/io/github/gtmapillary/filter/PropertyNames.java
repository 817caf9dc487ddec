package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Function;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the property names of a filter to attributes. An empty name means the default geometry. A prefix or path before the name
 * is dropped. Bare ids become feature ids. Tests for the existence of an attribute become constants.
 */
final class PropertyNames extends DuplicatingFilterVisitor {
    private static final String EXISTS = "PropertyExists";

    private final TypeSchema schema;
    private final String defaultGeometry;

    PropertyNames(FilterFactory factory, TypeSchema schema, String defaultGeometry) {
        super(factory);
        this.schema = schema;
        this.defaultGeometry = defaultGeometry;
    }

    @Override
    public Object visit(PropertyName expression, @Nullable Object extraData) {
        return ff.property(Rewriting.inVisitor(() -> resolve(schema, defaultGeometry, expression.getPropertyName())));
    }

    /** Replaces a test for existence by a constant, because the type is known. GeoTools would look into the type of each feature. */
    @Override
    public Object visit(Function function, @Nullable Object extraData) {
        return asksForExistence(function) ? ff.literal(exists(function)) : super.visit(function, extraData);
    }

    /** CQL's {@code EXISTS} and {@code DOES-NOT-EXIST} compare a test for existence with true. Their outcome is known. */
    @Override
    public Object visit(PropertyIsEqualTo filter, @Nullable Object extraData) {
        Filter copy = (Filter) super.visit(filter, extraData);
        boolean known =
                Stream.of(filter.getExpression1(), filter.getExpression2()).anyMatch(PropertyNames::asksForExistence)
                        && Stream.of(filter.getExpression1(), filter.getExpression2())
                                .allMatch(side -> asksForExistence(side) || side instanceof Literal);
        return known ? (copy.evaluate(null) ? Filter.INCLUDE : Filter.EXCLUDE) : copy;
    }

    private static boolean asksForExistence(Expression expression) {
        return expression instanceof Function function
                && function.getName().equals(EXISTS)
                && function.getParameters().size() == 1;
    }

    /** The parameter is the property name itself, or a text with the name. */
    private boolean exists(Function function) {
        Expression parameter = function.getParameters().get(0);
        String name = parameter instanceof PropertyName property
                ? property.getPropertyName()
                : String.valueOf(parameter.evaluate(null));
        return find(schema, defaultGeometry, name).isPresent();
    }

    /** CQL's {@code id IN ('1', '2')} means feature ids, but users mean the attribute. So bare ids get the type's prefix. */
    @Override
    public Object visit(Id filter, @Nullable Object extraData) {
        Set<FeatureId> ids = filter.getIDs().stream()
                .map(Object::toString)
                .map(id -> id.indexOf('.') < 0 ? schema.name() + "." + id : id)
                .map(ff::featureId)
                .collect(Collectors.toSet());
        return ff.id(ids);
    }

    /**
     * Finds the attribute that a name means.
     *
     * @param defaultGeometry the geometry that an empty name means
     * @throws InvalidQueryException if the type has no such attribute
     */
    static String resolve(TypeSchema schema, String defaultGeometry, String name) throws InvalidQueryException {
        return find(schema, defaultGeometry, name)
                .orElseThrow(() -> new InvalidQueryException(
                        schema.name() + " has no attribute '" + name + "': it has " + schema.attributeNames()));
    }

    private static Optional<String> find(TypeSchema schema, String defaultGeometry, String name) {
        String local = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
        boolean unnamed = local.isEmpty() || local.equals(".");
        if (schema.geometry() != GeometryKind.NONE && (unnamed || local.equals(TypeSchema.GEOMETRY))) {
            return Optional.of(unnamed ? defaultGeometry : local);
        }
        return schema.attribute(local).map(Attribute::name);
    }
}
