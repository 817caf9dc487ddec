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
    private final Filter filter;
    private final RowFeatures tested;
    private final RowFeatures made;
    private final @Nullable SeenIds delivered;
    private @Nullable SimpleFeature next;
    /** Later calls throw it again, so that nobody takes a part of the features for all of them. */
    private @Nullable InvalidQueryException failure;

    /**
     * Makes the features.
     *
     * @param filter accepts features; {@link Filter#INCLUDE} if nothing is left to test
     * @param tested makes the features that the filter is evaluated on
     * @param made makes the features that are delivered, perhaps with fewer attributes
     * @param mayRepeat whether the rows may hold a feature several times, perhaps with different values; the first that the filter
     *     accepts counts
     */
    MatchingFeatures(RowStream rows, Filter filter, RowFeatures tested, RowFeatures made, boolean mayRepeat) {
        this.rows = rows;
        this.filter = filter;
        this.tested = tested;
        this.made = made;
        this.delivered = mayRepeat ? new SeenIds() : null;
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return made.featureType();
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
            next = accepted(row);
        }
        return true;
    }

    /** The feature of a row; null if the filter does not accept it, or has accepted it before. */
    private @Nullable SimpleFeature accepted(Row row) throws InvalidQueryException {
        if (filter == Filter.INCLUDE) {
            return isNew(row) ? made.feature(row) : null;
        }
        SimpleFeature feature = tested.feature(row);
        if (!accepts(feature) || !isNew(row)) {
            return null;
        }
        return made == tested ? feature : made.feature(row);
    }

    private boolean isNew(Row row) {
        return delivered == null || delivered.add(row.id());
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
