package io.github.gtmapillary.filter;

import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import org.geotools.referencing.CRS;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** Short ways to write filters, geometries and their translations. */
public final class Translations {
    static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();

    private Translations() {}

    static CoordinateReferenceSystem crs(String code, boolean longitudeFirst) {
        try {
            return CRS.decode(code, longitudeFirst);
        } catch (FactoryException e) {
            throw new IllegalStateException(e);
        }
    }

    static CoordinateReferenceSystem lonLat() {
        return crs("EPSG:4326", true);
    }

    static Filter ecql(String text) {
        try {
            return ECQL.toFilter(text);
        } catch (CQLException e) {
            throw new IllegalArgumentException(e.getSyntaxError(), e);
        }
    }

    static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static Translation translate(TypeSchema schema, Filter filter) throws IOException {
        return new FilterTranslator(schema, lonLat(), TypeSchema.GEOMETRY).translate(filter);
    }

    public static Translation translate(TypeSchema schema, String ecql) throws IOException {
        return translate(schema, ecql(ecql));
    }
}
