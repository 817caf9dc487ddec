package io.github.gtmapillary.geoserver.rendering;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureSource;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.crs.ForceCoordinateSystemFeatureResults;
import org.geotools.data.crs.ReprojectFeatureResults;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.feature.SchemaException;
import org.geotools.filter.spatial.DefaultCRSFilterVisitor;
import org.geotools.filter.spatial.ReprojectingFilterVisitor;
import org.geotools.referencing.CRS;
import org.geotools.util.factory.Hints.ConfigurationMetadataKey;

/**
 * The wrappers that GeoServer puts around a feature source, in its order: geometries without a reference system get the declared one, the
 * filter is reprojected to the native one, the query names all attributes, settings of the layer become hints, and answers are reprojected
 * from outside.
 *
 * @param declared the reference system that the layer is published with
 * @param metadata the layer's settings; GeoServer makes each of them a hint of the queries for features, but not for counts
 */
record GeoServerLayer(SimpleFeatureSource source, CoordinateReferenceSystem declared, Map<String, ?> metadata) {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();

    GeoServerLayer(SimpleFeatureSource source, CoordinateReferenceSystem declared) {
        this(source, declared, Map.of("time", "the settings of the dimension"));
    }

    SimpleFeatureCollection getFeatures(Query asked) throws IOException {
        CoordinateReferenceSystem target = asked.getCoordinateSystemReproject();
        Query query = new Query(withNames(asked));
        query.setFilter(reprojected(query.getFilter()));
        query.setCoordinateSystemReproject(null);
        metadata.forEach((key, value) -> query.getHints().put(ConfigurationMetadataKey.get(key), value));
        try {
            return projected(source.getFeatures(query), target);
        } catch (FactoryException | SchemaException | TransformException e) {
            throw new IOException(e);
        }
    }

    /** GeoServer hands the filter on as it is here. */
    int getCount(Query asked) throws IOException {
        return source.getCount(withNames(asked));
    }

    private Query withNames(Query asked) {
        SimpleFeatureType schema = source.getSchema();
        String[] names = asked.retrieveAllProperties()
                ? schema.getAttributeDescriptors().stream()
                        .map(attribute -> attribute.getLocalName())
                        .toArray(String[]::new)
                : Arrays.stream(asked.getPropertyNames())
                        .filter(name -> schema.getDescriptor(name) != null)
                        .toArray(String[]::new);
        Query named = new Query(asked);
        named.setPropertyNames(names);
        return named;
    }

    private Filter reprojected(Filter filter) {
        Filter defaulted = (Filter) filter.accept(new DefaultCRSFilterVisitor(FF, declared), null);
        return (Filter) defaulted.accept(new ReprojectingFilterVisitor(FF, source.getSchema()), null);
    }

    private SimpleFeatureCollection projected(SimpleFeatureCollection features, CoordinateReferenceSystem target)
            throws IOException, FactoryException, SchemaException, TransformException {
        if (features.getSchema().getGeometryDescriptor() == null) {
            return features;
        }
        SimpleFeatureCollection forced =
                features.getSchema().getCoordinateReferenceSystem().equals(declared)
                        ? features
                        : new ForceCoordinateSystemFeatureResults(features, declared);
        return target == null || CRS.equalsIgnoreMetadata(declared, target)
                ? forced
                : new ReprojectFeatureResults(forced, target);
    }
}
