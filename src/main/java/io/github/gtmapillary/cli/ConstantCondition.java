package io.github.gtmapillary.cli;

import org.geotools.api.filter.BinaryLogicOperator;
import org.geotools.api.filter.ExcludeFilter;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.Id;
import org.geotools.api.filter.IncludeFilter;
import org.geotools.api.filter.Not;
import org.geotools.filter.FilterAttributeExtractor;
import org.geotools.filter.text.ecql.ECQL;

/**
 * Finds conditions that are the same for every feature, such as {@code 'id' = '1'}: a user means none of them. Programs may, so the
 * data store takes them.
 */
final class ConstantCondition {

    private ConstantCondition() {}

    /** Reports a condition without an attribute. */
    static final class Refused extends IllegalArgumentException {
        Refused(Filter condition) {
            super("holds the condition " + ECQL.toCQL(condition)
                    + ", which has no attribute, so it is the same for every"
                    + " feature; the name of an attribute stands in double quotes or in none, as in \"id\" = '1'");
        }
    }

    /**
     * Returns the filter itself.
     *
     * @throws Refused for the first such condition
     */
    static Filter refusedIn(Filter filter) {
        check(filter);
        return filter;
    }

    private static void check(Filter filter) {
        if (filter instanceof BinaryLogicOperator operator) {
            operator.getChildren().forEach(ConstantCondition::check);
        } else if (filter instanceof Not not) {
            check(not.getFilter());
        } else if (!(filter instanceof Id || filter instanceof IncludeFilter || filter instanceof ExcludeFilter)) {
            FilterAttributeExtractor used = new FilterAttributeExtractor();
            filter.accept(used, null);
            if (used.isConstantExpression()) {
                throw new Refused(filter);
            }
        }
    }
}
