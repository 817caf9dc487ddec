package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.schema.Attribute;
import java.io.IOException;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.data.DataUtilities;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.data.simple.SimpleFeatureIterator;
import org.geotools.data.store.ContentFeatureCollection;

/**
 * The features of a query. Its size is -1 if counting would take more requests than the store's limits allow. GeoTools' own collection would
 * then read all features.
 */
final class MapillaryFeatureCollection extends ContentFeatureCollection {
    private final MapillaryContentSource source;

    MapillaryFeatureCollection(MapillaryContentSource source, Query query) {
        super(source, query);
        this.source = source;
    }

    /** The number of features, -1 if it is unknown. */
    @Override
    public int size() {
        try {
            return source.getCount(query);
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public SimpleFeatureIterator features() {
        try {
            return new WrappingFeatureIterator(source.reader(query));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Wraps a failure as GeoTools' collections do. GeoServer logs an error whose text begins with "Invalid" as a mistake of the
     * client (INFO), and any other as one of the server (SEVERE).
     */
    private static RuntimeException failure(IOException e) {
        boolean refused = MapillaryException.in(e)
                .filter(failure -> failure.kind() == FailureKind.QUERY || failure.kind() == FailureKind.QUERY_TOO_LARGE)
                .isPresent();
        return new RuntimeException(refused ? "Invalid query: " + e.getMessage() : e.getMessage(), e);
    }

    /**
     * Looks for one feature, with the attributes that the query names. GeoTools' own collection would ask for a time alone. The store takes
     * that for GeoServer's question whether there is anything of a time, and looks into a few samples only.
     */
    @Override
    public boolean isEmpty() {
        Query first = new Query(query);
        first.setMaxFeatures(1);
        if (first.retrieveAllProperties()) {
            first.setPropertyNames(Attribute.ID);
        }
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader = source.reader(first)) {
            return !reader.hasNext();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    @Override
    public SimpleFeatureCollection sort(SortBy order) {
        Query sorted = new Query();
        sorted.setSortBy(order);
        return mixed(sorted);
    }

    @Override
    public SimpleFeatureCollection subCollection(Filter filter) {
        Query narrower = new Query();
        narrower.setFilter(filter);
        return mixed(narrower);
    }

    private SimpleFeatureCollection mixed(Query further) {
        return new MapillaryFeatureCollection(source, DataUtilities.mixQueries(query, further, null));
    }
}
