package io.github.gtmapillary.store;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.filter.FilterNests;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.feature.FeatureVisitor;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.data.store.ContentEntry;
import org.geotools.data.store.ContentFeatureSource;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.factory.Hints;

/**
 * Reads a feature type of Mapillary. It applies filter, sort, attributes, offset and limit itself, in this order. GeoTools only
 * reprojects.
 */
final class MapillaryContentSource extends ContentFeatureSource {
    private final TypeSchema typeSchema;
    private final StoreServices services;

    /**
     * Makes a source; costs nothing.
     *
     * @param entry named as the type
     */
    MapillaryContentSource(ContentEntry entry, TypeSchema typeSchema, StoreServices services) {
        super(entry, Query.ALL);
        this.typeSchema = typeSchema;
        this.services = services;
    }

    @Override
    protected SimpleFeatureType buildFeatureType() throws IOException {
        return FeatureTypes.of(typeSchema, entry.getName(), typeSchema.defaultGeometry(services.positions()));
    }

    ExplainedQuery explain(Query asked) throws IOException {
        return call(() -> ExplainedQuery.of(prepared(joinQuery(asked))));
    }

    /** Flattens the filter. GeoTools' visitors call themselves for each level of it, and some of them run before the store sees it. */
    @Override
    protected Query joinQuery(Query asked) {
        if (asked == null || asked.getFilter() == null) {
            return super.joinQuery(asked);
        }
        Query flat = new Query(asked);
        flat.setFilter(FilterNests.flat(asked.getFilter()));
        // the translation refuses a filter that is too deep; GeoTools would overflow the stack
        return FilterNests.isTooDeep(flat.getFilter()) ? flat : super.joinQuery(flat);
    }

    /** Leaves names to the translation, which reports unknown ones. */
    @Override
    protected Query resolvePropertyNames(Query query) {
        return query;
    }

    /**
     * Opens a reader as {@link #getReader(Query)} does, in the reference system of the query. GeoTools refuses a system that it cannot
     * transform to, which is a mistake of the query.
     */
    FeatureReader<SimpleFeatureType, SimpleFeature> reader(Query asked) throws MapillaryException {
        return FallibleCall.on(typeSchema.name(), FailureKind.QUERY, () -> getReader(asked));
    }

    private <T> T call(FallibleCall<T> call) throws MapillaryException {
        return FallibleCall.on(typeSchema.name(), FailureKind.CONFIGURATION, call);
    }

    private PreparedQuery prepared(Query asked) throws IOException {
        return new PreparedQuery(typeSchema, getAbsoluteSchema(), services, asked);
    }

    @Override
    protected FeatureReader<SimpleFeatureType, SimpleFeature> getReaderInternal(Query asked) throws IOException {
        return call(() -> new FeatureRead(prepared(asked)).open());
    }

    /** Makes the collection of a query's features, whose size is unknown where counting would cost too many requests. */
    MapillaryFeatureCollection collection(Query asked) {
        return new MapillaryFeatureCollection(this, withoutRepeatedNames(joinQuery(asked)));
    }

    /**
     * GeoServer names the attribute and the end attribute of a time dimension when it looks for a feature of a time. Administrators may
     * set both to the same, and the collections of GeoTools 35 refuse a query that names an attribute twice.
     */
    private static Query withoutRepeatedNames(Query query) {
        if (query.retrieveAllProperties()) {
            return query;
        }
        Query distinct = new Query(query);
        distinct.setPropertyNames(
                Arrays.stream(query.getPropertyNames()).distinct().toArray(String[]::new));
        return distinct;
    }

    /** Returns -1 for an unknown count, as GeoTools does. */
    @Override
    protected int getCountInternal(Query asked) throws IOException {
        return call(() -> new FeatureCount(prepared(asked)).count().orElse(-1));
    }

    @Override
    protected ReferencedEnvelope getBoundsInternal(Query asked) throws IOException {
        return call(() -> FeatureBounds.of(prepared(asked)));
    }

    /** Answers times of the whole world without reading it. For all other questions GeoTools visits each feature. */
    @Override
    protected boolean handleVisitor(Query asked, FeatureVisitor visitor) throws IOException {
        return call(() -> new TimeExtremes(prepared(asked)).answer(visitor));
    }

    /** Takes the hints of maps, which tell their resolution. Programs and WFS send none and get all features. */
    @Override
    protected void addHints(Set<Hints.Key> supported) {
        supported.add(Hints.GEOMETRY_DISTANCE);
        supported.add(Hints.GEOMETRY_GENERALIZATION);
        supported.add(Hints.SCREENMAP);
    }

    @Override
    protected boolean canFilter(Query asked) {
        return true;
    }

    @Override
    protected boolean canSort(Query asked) {
        return true;
    }

    @Override
    protected boolean canRetype(Query asked) {
        return true;
    }

    @Override
    protected boolean canOffset(Query asked) {
        return true;
    }

    @Override
    protected boolean canLimit(Query asked) {
        return true;
    }
}
