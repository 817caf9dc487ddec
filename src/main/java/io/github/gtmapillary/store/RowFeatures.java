package io.github.gtmapillary.store;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.AttributeKind;
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
 * @param schema the rows' attributes
 * @param featureType the same with the geometry in front
 */
record RowFeatures(TypeSchema schema, SimpleFeatureType featureType) {

    /** The feature id is the type name, a dot and the entity's id, at any zoom and from any tile. */
    SimpleFeature feature(Row row) {
        @Nullable Object[] values = new @Nullable Object[1 + row.values().size()];
        values[0] = row.geometry();
        for (int i = 0; i < row.values().size(); i++) {
            Object value = row.values().get(i);
            boolean time = schema.attributes().get(i).kind() == AttributeKind.TIME;
            values[i + 1] = time && value instanceof Long millis ? new Timestamp(millis) : value;
        }
        return new SimpleFeatureImpl(values, featureType, new FeatureIdImpl(schema.name() + "." + row.id()), false);
    }
}
