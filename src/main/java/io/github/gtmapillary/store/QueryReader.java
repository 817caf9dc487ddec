package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.fetch.FetchReport;
import io.github.gtmapillary.fetch.RowStream;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.util.factory.Hints;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query, with its offset and limit, and a report of the read. It sends no request before its first call. Once the limit is
 * reached, it cancels all requests under way.
 */
public final class QueryReader implements SimpleFeatureReader {

    /** The hint of a query whose value, a {@code Consumer<FetchReport>}, is told what the read did; for all wrappers of GeoTools. */
    public static final Hints.Key REPORT_LISTENER = new Hints.Key(Consumer.class);

    /** Opens the features that offset and limit apply to. */
    interface Source {
        SimpleFeatureReader open() throws IOException;
    }

    private final SimpleFeatureType featureType;
    private final RowStream rows;
    private final Source source;
    private final Runnable whenEmpty;
    private final Consumer<FetchReport> listener;
    private final long limit;
    private long toSkip;
    private long delivered;
    private boolean isEmpty = true;
    private @Nullable SimpleFeatureReader features;
    private boolean closed;
    private boolean isReported;

    /**
     * Makes a reader.
     *
     * @param whenEmpty runs once if there is no feature at all
     * @param listener is told once what the read did: at its end, or when it is closed
     */
    QueryReader(
            SimpleFeatureType featureType,
            RowStream rows,
            Source source,
            Runnable whenEmpty,
            Consumer<FetchReport> listener,
            long offset,
            long limit) {
        this.featureType = featureType;
        this.rows = rows;
        this.source = source;
        this.whenEmpty = whenEmpty;
        this.listener = listener;
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
    public boolean hasNext() throws MapillaryException {
        boolean more = !closed && delivered < limit && call(this::findNext);
        if (!more) {
            reportOnce();
        }
        return more;
    }

    private void reportOnce() {
        if (!isReported) {
            isReported = true;
            listener.accept(rows.report());
        }
    }

    private boolean findNext() throws IOException {
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
    public SimpleFeature next() throws MapillaryException {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more features");
        }
        SimpleFeature feature = call(() -> opened().next());
        delivered++;
        if (delivered >= limit) {
            rows.close();
        }
        return feature;
    }

    @Override
    public void close() throws MapillaryException {
        closed = true;
        rows.close();
        reportOnce();
        if (features != null) {
            SimpleFeatureReader open = features;
            call(() -> {
                open.close();
                return true;
            });
        }
    }

    /** Makes a mistake in this library a failure too: an iterator of GeoTools hands on either, and programs find one kind of both. */
    private <T> T call(FallibleCall<T> call) throws MapillaryException {
        String typeName = featureType.getTypeName();
        try {
            return FallibleCall.on(typeName, FailureKind.CONFIGURATION, call);
        } catch (RuntimeException e) {
            throw new MapillaryException(
                            FailureKind.DEFECT, "a mistake in the Mapillary data store, please report it: " + e, e)
                    .ofType(typeName);
        }
    }
}
