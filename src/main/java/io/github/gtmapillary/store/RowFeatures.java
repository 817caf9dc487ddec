package io.github.gtmapillary.store;

import io.github.gtmapillary.model.Row;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.util.List;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.jspecify.annotations.Nullable;

/** Makes features of rows. */
final class RowFeatures {
    /** The column of an attribute that is the row's geometry. */
    private static final int GEOMETRY = -1;

    private final String typeName;
    private final SimpleFeatureType featureType;
    /** By attribute of the feature type, the column of the row, or {@link #GEOMETRY}. */
    private final int[] columns;

    private final AttributeKind[] kinds;

    /**
     * Prepares to make features.
     *
     * @param schema has the attributes of the rows, in their order
     * @param featureType has the schema's attributes and geometry, or some of them in any order
     */
    RowFeatures(TypeSchema schema, SimpleFeatureType featureType) {
        this.typeName = schema.name();
        this.featureType = featureType;
        this.columns = new int[featureType.getAttributeCount()];
        this.kinds = new AttributeKind[columns.length];
        for (int i = 0; i < columns.length; i++) {
            String name = featureType.getDescriptor(i).getLocalName();
            boolean isGeometry = name.equals(TypeSchema.GEOMETRY);
            columns[i] = isGeometry ? GEOMETRY : schema.indexOf(name);
            kinds[i] = isGeometry
                    ? AttributeKind.POSITION
                    : schema.attributes().get(columns[i]).kind();
        }
    }

    SimpleFeatureType featureType() {
        return featureType;
    }

    /** Makes a feature. Its id is the type name, a dot and the entity's id, whichever tile or request the row came from. */
    SimpleFeature feature(Row row) {
        List<@Nullable Object> cells = row.values();
        @Nullable Object[] values = new @Nullable Object[columns.length];
        for (int i = 0; i < columns.length; i++) {
            values[i] = columns[i] == GEOMETRY ? row.geometry() : attributeValue(kinds[i], cells.get(columns[i]));
        }
        return new RowFeature(values, featureType, typeName, row.id());
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
