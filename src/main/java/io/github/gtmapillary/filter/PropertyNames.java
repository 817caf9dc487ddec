package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.geotools.api.filter.And;
import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.Or;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.filter.visitor.DuplicatingFilterVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Resolves property names to attributes: an empty name is the geometry, a prefix or path before the name is dropped; ids are feature
 * ids. Nests of one operator come out flat.
 */
final class PropertyNames extends DuplicatingFilterVisitor {
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

    @Override
    public Object visit(And filter, @Nullable Object extraData) {
        return ff.and(resolved(flat(filter, And.class), extraData));
    }

    @Override
    public Object visit(Or filter, @Nullable Object extraData) {
        return ff.or(resolved(flat(filter, Or.class), extraData));
    }

    private List<Filter> resolved(List<Filter> filters, @Nullable Object extraData) {
        List<Filter> resolved = new ArrayList<>(filters.size());
        for (Filter filter : filters) {
            resolved.add((Filter) filter.accept(this, extraData));
        }
        return resolved;
    }

    /**
     * All that a nest of the same operator holds, in order. CQL makes a chain of a thousand ORs a thousand deep, which visitors and
     * evaluation have no stack for.
     */
    private static List<Filter> flat(BinaryLogicOperator nest, Class<? extends BinaryLogicOperator> operator) {
        List<Filter> flat = new ArrayList<>();
        Deque<Filter> open = new ArrayDeque<>(nest.getChildren());
        while (!open.isEmpty()) {
            Filter next = open.pop();
            if (operator.isInstance(next)) {
                List<Filter> children = ((BinaryLogicOperator) next).getChildren();
                for (int i = children.size() - 1; i >= 0; i--) {
                    open.push(children.get(i));
                }
            } else {
                flat.add(next);
            }
        }
        return flat;
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
     * @param defaultGeometry what an empty name means
     * @throws InvalidQueryException when the type has no such attribute
     */
    static String resolve(TypeSchema schema, String defaultGeometry, String name) throws InvalidQueryException {
        String local = name.substring(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/')) + 1);
        boolean unnamed = local.isEmpty() || local.equals(".");
        if (schema.geometry() != GeometryKind.NONE && (unnamed || local.equals(TypeSchema.GEOMETRY))) {
            return unnamed ? defaultGeometry : local;
        }
        if (schema.attribute(local).isEmpty()) {
            throw new InvalidQueryException(
                    schema.name() + " has no attribute '" + name + "': it has " + schema.attributeNames());
        }
        return local;
    }
}
