package io.github.gtmapillary.store;

import io.github.gtmapillary.filter.FilterTranslator;
import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.TypeSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.geotools.api.data.Query;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.factory.CommonFactoryFinder;

/**
 * The order that a query asks for. In GeoTools a sort key without a property name means natural order; {@link SortBy#UNSORTED} and null
 * mean none.
 */
final class SortKeys {
    private SortKeys() {}

    /** Whether the order asked for is the natural one: by tile, then by id. */
    static boolean isNatural(Query query) {
        SortBy[] keys = query.getSortBy();
        return keys != null && keys.length > 0 && SortBy.NATURAL_ORDER.equals(keys[0]);
    }

    /**
     * Resolves the keys by which features are sorted after reading.
     *
     * @return the keys with the names of attributes; empty for no or natural order
     * @throws InvalidQueryException if a key is no attribute of the type, or is a geometry
     */
    static List<SortBy> resolved(Query query, FilterTranslator translator, TypeSchema schema)
            throws InvalidQueryException {
        List<SortBy> resolved = new ArrayList<>();
        if (query.getSortBy() == null || isNatural(query)) {
            return resolved;
        }
        FilterFactory factory = CommonFactoryFinder.getFilterFactory();
        for (SortBy key : query.getSortBy()) {
            if (key == null) {
                // in GeoTools, a null key means no order, too
                continue;
            }
            PropertyName name = key.getPropertyName();
            resolved.add(
                    name == null || name.getPropertyName() == null
                            ? key
                            : factory.sort(comparable(name.getPropertyName(), translator, schema), key.getSortOrder()));
        }
        return resolved;
    }

    private static String comparable(String name, FilterTranslator translator, TypeSchema schema)
            throws InvalidQueryException {
        String attribute = translator.attributeNamed(name);
        if (schema.isGeometry(attribute)) {
            throw new InvalidQueryException(
                    "'" + name + "' is a geometry, and none comes before another: sort by other attributes");
        }
        return attribute;
    }

    /** The attributes that features are sorted by. */
    static Set<String> attributes(List<SortBy> keys) {
        Set<String> names = new LinkedHashSet<>();
        for (SortBy key : keys) {
            if (key.getPropertyName() != null) {
                names.add(key.getPropertyName().getPropertyName());
            }
        }
        return names;
    }
}
