package io.github.gtmapillary.store;

import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.identity.FeatureId;
import org.geotools.feature.simple.SimpleFeatureImpl;
import org.geotools.filter.identity.FeatureIdImpl;
import org.jspecify.annotations.Nullable;

/**
 * A feature of a row, whose feature id is made when it is first asked for: a map asks for none. In everything else it is GeoTools' own
 * feature, and equal to one of the same id, type and values.
 */
final class RowFeature extends SimpleFeatureImpl {
    private final String typeName;
    private final String entityId;

    /** @param typeName begins the feature id, whatever the name of the type is */
    RowFeature(@Nullable Object[] values, SimpleFeatureType featureType, String typeName, String entityId) {
        super(values, featureType, null, false);
        this.typeName = typeName;
        this.entityId = entityId;
    }

    /** Threads may share a feature, and must all get the same whole identifier. */
    @Override
    public synchronized FeatureId getIdentifier() {
        if (id == null) {
            id = new FeatureIdImpl(typeName + "." + entityId);
        }
        return id;
    }

    @Override
    public String getID() {
        return getIdentifier().getID();
    }

    /** The inherited method reads the field. */
    @Override
    public int hashCode() {
        getIdentifier();
        return super.hashCode();
    }

    /** The inherited method reads the field. */
    @Override
    public boolean equals(@Nullable Object other) {
        getIdentifier();
        return super.equals(other);
    }

    /** The inherited method reads the field. */
    @Override
    public String toString() {
        getIdentifier();
        return super.toString();
    }
}
