package io.github.gtmapillary.store;

import io.github.gtmapillary.fetch.FetchReport;
import io.github.gtmapillary.fetch.RowStream;
import java.io.IOException;
import java.util.NoSuchElementException;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, with its offset and limit, and a report of the read. It sends no request before its first call. Once the limit is
 * reached, it cancels all requests under way.
 */
public final class QueryReader implements SimpleFeatureReader {

    /** Opens the features that offset and limit apply to. */
    interface Source {
        SimpleFeatureReader open() throws IOException;
    }

    private final SimpleFeatureType featureType;
    private final RowStream rows;
    private final Source source;
    private final Runnable whenEmpty;
    private final long limit;
    private long toSkip;
    private long delivered;
    private boolean isEmpty = true;
    private @Nullable SimpleFeatureReader features;
    private boolean closed;

    /** @param whenEmpty runs once if there is no feature at all */
    QueryReader(
            SimpleFeatureType featureType, RowStream rows, Source source, Runnable whenEmpty, long offset, long limit) {
        this.featureType = featureType;
        this.rows = rows;
        this.source = source;
        this.whenEmpty = whenEmpty;
        this.toSkip = offset;
        this.limit = limit;
    }

    /** Reports what the read has done so far; the report is final once the reader is at its end or closed. */
    public FetchReport report() {
        return rows.report();
    }

    @Override
    public SimpleFeatureType getFeatureType() {
        return featureType;
    }

    @Override
    public boolean hasNext() throws IOException {
        if (closed || delivered >= limit) {
            return false;
        }
        SimpleFeatureReader open = opened();
        for (; toSkip > 0 && open.hasNext(); toSkip--) {
            open.next();
            isEmpty = false;
        }
        boolean more = open.hasNext();
        if (!more && isEmpty) {
            whenEmpty.run();
        }
        isEmpty = false;
        return more;
    }

    private SimpleFeatureReader opened() throws IOException {
        if (features == null) {
            features = source.open();
        }
        return features;
    }

    @Override
    public SimpleFeature next() throws IOException {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more features");
        }
        SimpleFeature feature = opened().next();
        delivered++;
        if (delivered >= limit) {
            rows.close();
        }
        return feature;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        rows.close();
        if (features != null) {
            features.close();
        }
    }
}
