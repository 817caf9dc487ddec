package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.model.Row;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.jspecify.annotations.Nullable;

/** The features of a stream that the whole filter accepts. */
final class MatchingFeatures implements SimpleFeatureReader {
    private final RowStream rows;
    private final RowFeatures features;
    private final Filter filter;
    private @Nullable SimpleFeature next;

    MatchingFeatures(RowStream rows, RowFeatures features, Filter filter) {
        this.rows = rows;
        this.features = features;
        this.filter = filter;
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return features.featureType();
    }

    @Override
    public boolean hasNext() throws IOException {
        while (next == null) {
            Row row = rows.next();
            if (row == null) {
                return false;
            }
            SimpleFeature feature = features.feature(row);
            if (filter.evaluate(feature)) {
                next = feature;
            }
        }
        return true;
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
    public void close() {
        rows.close();
    }
}
