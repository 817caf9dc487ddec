package io.github.gtmapillary;

import io.github.gtmapillary.schema.TypeSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.geotools.api.filter.BinaryComparisonOperator;
import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.Not;
import org.geotools.api.filter.PropertyIsEqualTo;
import org.geotools.api.filter.expression.Expression;
import org.geotools.api.filter.expression.Literal;
import org.geotools.api.filter.expression.PropertyName;

/** Finds the ids in a filter that no feature of a type can have, from their form alone. */
final class UnmatchableIds {
    private static final String ID = "id";

    private final TypeSchema schema;
    private final Set<String> reasons = new LinkedHashSet<>();

    private UnmatchableIds(TypeSchema schema) {
        this.schema = schema;
    }

    /** One sentence for each such id, in the order of the filter. */
    static List<String> in(Filter filter, TypeSchema schema) {
        UnmatchableIds found = new UnmatchableIds(schema);
        found.look(filter);
        return new ArrayList<>(found.reasons);
    }

    private void look(Filter filter) {
        if (filter instanceof BinaryLogicOperator operator) {
            operator.getChildren().forEach(this::look);
        } else if (filter instanceof Not not) {
            look(not.getFilter());
        } else if (filter instanceof Id ids) {
            ids.getIDs()
                    .forEach(id -> schema.problemOfFeatureId(String.valueOf(id)).ifPresent(reasons::add));
        } else if (filter instanceof PropertyIsEqualTo equality) {
            look(equality);
        }
    }

    private void look(BinaryComparisonOperator equality) {
        check(equality.getExpression1(), equality.getExpression2());
        check(equality.getExpression2(), equality.getExpression1());
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
