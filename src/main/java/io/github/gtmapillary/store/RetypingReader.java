package io.github.gtmapillary.store;

import java.io.IOException;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.ReTypeFeatureReader;

/** GeoTools' retyping reader with the interface of its sorting reader. */
record RetypingReader(ReTypeFeatureReader reader) implements SimpleFeatureReader {
    @Override
    public SimpleFeatureType getFeatureType() {
        return reader.getFeatureType();
    }

    @Override
    public SimpleFeature next() throws IOException {
        return reader.next();
    }

    @Override
    public boolean hasNext() throws IOException {
        return reader.hasNext();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
