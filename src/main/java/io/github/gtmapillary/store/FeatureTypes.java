package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.Name;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.geotools.referencing.CRS;

/** Feature types as GeoTools wants them. */
final class FeatureTypes {
    private FeatureTypes() {}

    /**
     * WGS 84 with longitude first.
     *
     * @throws IOException if GeoTools finds no EPSG database
     */
    static CoordinateReferenceSystem lonLat() throws IOException {
        try {
            return CRS.decode("EPSG:4326", true);
        } catch (FactoryException e) {
            throw new MapillaryException(
                    FailureKind.CONFIGURATION,
                    "GeoTools can't look up EPSG:4326: add gt-epsg-hsql to the class path",
                    e);
        }
    }

    /**
     * The feature type of a schema.
     *
     * @param defaultGeometry the name of its default geometry
     */
    static SimpleFeatureType of(TypeSchema schema, Name name, String defaultGeometry) throws IOException {
        SimpleFeatureTypeBuilder builder = new SimpleFeatureTypeBuilder();
        builder.setName(name);
        builder.setCRS(lonLat());
        if (schema.geometry() != GeometryKind.NONE) {
            builder.add(TypeSchema.GEOMETRY, schema.geometry().binding());
            builder.setDefaultGeometry(defaultGeometry);
        }
        for (Attribute attribute : schema.attributes()) {
            builder.add(attribute.name(), attribute.kind().binding());
        }
        return builder.buildFeatureType();
    }
}
