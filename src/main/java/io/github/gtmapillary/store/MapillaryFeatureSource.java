package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import io.github.gtmapillary.failure.MapillaryException;
import java.awt.RenderingHints;
import java.io.IOException;
import java.util.Set;
import org.geotools.api.data.DataStore;
import org.geotools.api.data.FeatureListener;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.data.QueryCapabilities;
import org.geotools.api.data.ResourceInfo;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.Filter;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.geometry.jts.ReferencedEnvelope;

/**
 * A feature type of Mapillary, read-only. Making a source costs nothing; a request is made when features are read, counted or
 * visited.
 *
 * <p>The count of a query is -1, which means unknown in GeoTools, where counting would take more requests than the
 * store's limits allow: if nothing bounds the query, or if its place touches more than {@code max_tiles} tiles. Reading such a
 * query fails with the reason, unless it wants a few features only. GeoServer counts all that matches even where it returns a few
 * features, and writes {@code numberMatched="unknown"} for -1.
 */
public final class MapillaryFeatureSource implements SimpleFeatureSource {
    private final MapillaryContentSource content;
    private final DataStore store;

    MapillaryFeatureSource(MapillaryContentSource content, DataStore store) {
        this.content = content;
        this.store = store;
    }

    /**
     * Tells what a query will do. Makes no request.
     *
     * @throws IOException if the query can't be answered, for the reason that reading it would give
     */
    public ExplainedQuery explain(Query query) throws IOException {
        return content.explain(query);
    }

    /** Opens a reader of a query's features, in the reference system that the query names. Sends no request yet. */
    public FeatureReader<SimpleFeatureType, SimpleFeature> reader(Query query) throws MapillaryException {
        return content.reader(query);
    }

    @Override
    public SimpleFeatureCollection getFeatures() {
        return content.collection(Query.ALL);
    }

    @Override
    public SimpleFeatureCollection getFeatures(Filter filter) {
        return content.collection(new Query(content.getSchema().getTypeName(), filter));
    }

    @Override
    public SimpleFeatureCollection getFeatures(Query query) {
        return content.collection(query);
    }

    /**
     * Counts features; a limit and an offset of the query count.
     *
     * @return -1 if counting would take more requests than the store's limits allow
     * @throws IOException if the query is wrong or a request fails; also in place of -1, if the query has a limit and does not start
     *     at index 0, as GeoServer can't write that the number of features it returns is unknown
     */
    @Override
    public int getCount(Query query) throws IOException {
        return content.getCount(query);
    }

    /** A box in longitude and latitude that holds every feature of the type, known without a request. */
    @Override
    public ReferencedEnvelope getBounds() throws IOException {
        return FallibleCall.on(getName().getLocalPart(), FailureKind.QUERY, content::getBounds);
    }

    /** A box in longitude and latitude that holds every feature of the query, known without a request; it may be too large. */
    @Override
    public ReferencedEnvelope getBounds(Query query) throws IOException {
        return FallibleCall.on(getName().getLocalPart(), FailureKind.QUERY, () -> content.getBounds(query));
    }

    @Override
    public SimpleFeatureType getSchema() {
        return content.getSchema();
    }

    @Override
    public Name getName() {
        return content.getName();
    }

    @Override
    public ResourceInfo getInfo() {
        return content.getInfo();
    }

    @Override
    public DataStore getDataStore() {
        return store;
    }

    @Override
    public QueryCapabilities getQueryCapabilities() {
        return content.getQueryCapabilities();
    }

    @Override
    public Set<RenderingHints.Key> getSupportedHints() {
        return content.getSupportedHints();
    }

    /** Takes the listener; features never change through this store, so that nothing calls it. */
    @Override
    public void addFeatureListener(FeatureListener listener) {
        content.addFeatureListener(listener);
    }

    @Override
    public void removeFeatureListener(FeatureListener listener) {
        content.removeFeatureListener(listener);
    }
}
