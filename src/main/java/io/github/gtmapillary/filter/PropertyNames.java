package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;

/** Resolves property names to attributes: an empty name is the geometry, a prefix or path before the name is dropped; ids are feature ids. */
final class PropertyNames extends DuplicatingFilterVisitor {
    private final TypeSchema schema;

    PropertyNames(FilterFactory factory, TypeSchema schema) {
        super(factory);
        this.schema = schema;
    }

    @Override
    public Object visit(PropertyName expression, @Nullable Object extraData) {
        return ff.property(Rewriting.inVisitor(() -> resolve(schema, expression.getPropertyName())));
    }

    /** CQL's {@code id IN ('1', '2')} means feature ids, but who writes it means the attribute: bare ids get the type's prefix. */
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
     * The attribute that a name means.
     *
     * @throws InvalidQueryException when the type has no such attribute
     */
    static String resolve(TypeSchema schema, String name) throws InvalidQueryException {
        String local = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
        if (local.isEmpty() || local.equals(".") || local.equals(TypeSchema.GEOMETRY)) {
            return TypeSchema.GEOMETRY;
        }
        if (schema.attribute(local).isEmpty()) {
            throw new InvalidQueryException(
                    schema.name() + " has no attribute '" + name + "': it has " + schema.attributeNames());
        }
        return local;
    }
}
