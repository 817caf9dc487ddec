package io.github.gtmapillary;

import io.github.gtmapillary.schema.TypeSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.filter.visitor.DefaultFilterVisitor;
import org.jspecify.annotations.Nullable;

/** Finds the ids in a filter that no feature of a type can have, from their form alone. */
final class UnmatchableIds extends DefaultFilterVisitor {
    private static final String ID = "id";

    private final TypeSchema schema;
    private final Set<String> reasons = new LinkedHashSet<>();

    private UnmatchableIds(TypeSchema schema) {
        this.schema = schema;
    }

    /** One sentence for each such id, in the order of the filter. */
    static List<String> in(Filter filter, TypeSchema schema) {
        UnmatchableIds found = new UnmatchableIds(schema);
        filter.accept(found, null);
        return new ArrayList<>(found.reasons);
    }

    @Override
    public @Nullable Object visit(Id filter, @Nullable Object unused) {
        filter.getIDs()
                .forEach(id -> schema.problemOfFeatureId(String.valueOf(id)).ifPresent(reasons::add));
        return unused;
    }

    @Override
    public @Nullable Object visit(PropertyIsEqualTo filter, @Nullable Object unused) {
        check(filter.getExpression1(), filter.getExpression2());
        check(filter.getExpression2(), filter.getExpression1());
        return unused;
    }

    private void check(Expression attribute, Expression value) {
        if (attribute instanceof PropertyName name
                && name.getPropertyName().equals(ID)
                && value instanceof Literal literal
                && literal.getValue() != null) {
            schema.problemOfId(literal.getValue().toString()).ifPresent(reasons::add);
        }
    }
}
