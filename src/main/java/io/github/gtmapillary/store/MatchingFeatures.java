package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.RowStream;
import io.github.gtmapillary.fetch.SeenIds;
import io.github.gtmapillary.model.InvalidQueryException;
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
    private final @Nullable SeenIds delivered;
    private @Nullable SimpleFeature next;
    /** Later calls throw it again, so that nobody takes a part of the features for all of them. */
    private @Nullable InvalidQueryException failure;

    /**
     * Makes the features.
     *
     * @param mayRepeat whether the rows may hold a feature several times, perhaps with different values; the first that the filter
     *     accepts counts
     */
    MatchingFeatures(RowStream rows, RowFeatures features, Filter filter, boolean mayRepeat) {
        this.rows = rows;
        this.features = features;
        this.filter = filter;
        this.delivered = mayRepeat ? new SeenIds() : null;
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return features.featureType();
    }

    @Override
    public boolean hasNext() throws IOException {
        if (failure != null) {
            throw failure;
        }
        while (next == null) {
            Row row = rows.next();
            if (row == null) {
                return false;
            }
            SimpleFeature feature = features.feature(row);
            if (accepts(feature) && (delivered == null || delivered.add(row.id()))) {
                next = feature;
            }
        }
        return true;
    }

    /** A function of the filter may throw any exception for a value that it does not expect, such as null. */
    private boolean accepts(SimpleFeature feature) throws InvalidQueryException {
        try {
            return filter.evaluate(feature);
        } catch (RuntimeException e) {
            failure = new InvalidQueryException(
                    "the filter can't be evaluated on " + feature.getID() + ": " + e.getMessage(), e);
            throw failure;
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
    public void close() {
        rows.close();
    }
}
