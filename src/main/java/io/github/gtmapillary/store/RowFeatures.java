package io.github.gtmapillary.store;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.filter.identity.FeatureIdImpl;
import org.jspecify.annotations.Nullable;

/**
 * Makes features of rows.
 *
 * @param schema has the attributes of the rows, in their order
 * @param featureType has the geometry, if there is one, before the same attributes
 */
record RowFeatures(TypeSchema schema, SimpleFeatureType featureType) {

    /** Makes a feature. Its id is the type name, a dot and the entity's id, whichever tile or request the row came from. */
    SimpleFeature feature(Row row) {
        int first = schema.geometry() == GeometryKind.NONE ? 0 : 1;
        @Nullable Object[] values = new @Nullable Object[first + row.values().size()];
        if (first == 1) {
            values[0] = row.geometry();
        }
        for (int i = 0; i < row.values().size(); i++) {
            values[first + i] = attributeValue(
                    schema.attributes().get(i).kind(), row.values().get(i));
        }
        return new SimpleFeatureImpl(values, featureType, new FeatureIdImpl(schema.name() + "." + row.id()), false);
    }

    private static @Nullable Object attributeValue(AttributeKind kind, @Nullable Object value) {
        if (kind == AttributeKind.TIME && value instanceof Long millis) {
            return new Timestamp(millis);
        }
        return kind == AttributeKind.INTEGER && value instanceof Double number
                ? Integer.valueOf(number.intValue())
                : value;
    }
}
