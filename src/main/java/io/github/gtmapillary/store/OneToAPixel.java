package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.util.ScreenMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * Of the features that a map without an order would draw on one pixel and no other, the first: a street corner may have dozens of
 * images.
 */
final class OneToAPixel implements SimpleFeatureReader {
    private final SimpleFeatureReader features;
    private final ScreenMap screen;
    private @Nullable SimpleFeature next;

    OneToAPixel(SimpleFeatureReader features, ScreenMap screen) {
        this.features = features;
        this.screen = screen;
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return features.getFeatureType();
    }

    @Override
    public boolean hasNext() throws IOException {
        while (next == null && features.hasNext()) {
            SimpleFeature feature = features.next();
            if (!isCovered(feature)) {
                next = feature;
            }
        }
        return next != null;
    }

    private boolean isCovered(SimpleFeature feature) throws IOException {
        if (!(feature.getDefaultGeometry() instanceof Geometry geometry)) {
            return false;
        }
        try {
            return screen.checkAndSet(geometry.getEnvelopeInternal());
        } catch (TransformException e) {
            throw new MapillaryException(
                    FailureKind.QUERY,
                    "the map has no place for " + feature.getID() + " at " + geometry + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public SimpleFeature next() throws IOException {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("there are no more features");
        }
        SimpleFeature feature = next;
        next = null;
        return feature;
    }

    @Override
    public void close() throws IOException {
        features.close();
    }
}
