package io.github.gtmapillary.geoserver.rendering;

import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.data.util.ScreenMap;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.visitor.SimplifyingFilterVisitor;
import org.geotools.geometry.jts.Decimator;
import org.geotools.geometry.jts.LiteCoordinateSequenceFactory;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.geotools.referencing.operation.transform.ConcatenatedTransform;
import org.geotools.referencing.operation.transform.ProjectiveTransform;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A map that GeoTools' renderer draws: what it asks of a feature source is made here as it makes it.
 *
 * @param area in the reference system of the map
 * @param width in pixels
 * @param height in pixels
 */
record DrawnMap(ReferencedEnvelope area, int width, int height) {
    private static final FilterFactory FF = CommonFactoryFinder.getFilterFactory();

    /** How far a symbol reaches out of the map. */
    private static final int SYMBOL_PIXELS = 8;

    private static final double HALF_THE_EQUATOR = Math.PI * 6378137;

    /** A web map of EPSG:3857, of 256 pixels at zoom 0. */
    static DrawnMap web(double zoom, double lon, double lat, int width, int height) {
        double metres = 2 * HALF_THE_EQUATOR / 256 / Math.pow(2, zoom);
        double x = lon / 180 * HALF_THE_EQUATOR;
        double y = Math.log(Math.tan(Math.PI / 4 + Math.toRadians(lat) / 2)) / Math.PI * HALF_THE_EQUATOR;
        return around(x, y, metres, width, height, "EPSG:3857");
    }

    /** A tile of a web map. */
    static DrawnMap webTile(int zoom, int column, int row) {
        double metres = 2 * HALF_THE_EQUATOR / 256 / (1 << zoom);
        return around(
                (column + 0.5) * 256 * metres - HALF_THE_EQUATOR,
                HALF_THE_EQUATOR - (row + 0.5) * 256 * metres,
                metres,
                256,
                256,
                "EPSG:3857");
    }

    /** A map of EPSG:4326 whose pixels are as wide as those of a web map. */
    static DrawnMap plain(double zoom, double lon, double lat, int width, int height) {
        return around(lon, lat, 360 / 256.0 / Math.pow(2, zoom), width, height, "EPSG:4326");
    }

    private static DrawnMap around(double x, double y, double pixel, int width, int height, String code) {
        return new DrawnMap(
                new ReferencedEnvelope(
                        x - width * pixel / 2,
                        x + width * pixel / 2,
                        y - height * pixel / 2,
                        y + height * pixel / 2,
                        decoded(code)),
                width,
                height);
    }

    private static CoordinateReferenceSystem decoded(String code) {
        try {
            return CRS.decode(code, true);
        } catch (FactoryException e) {
            throw new IllegalArgumentException(code, e);
        }
    }

    /** The same map, a few pixels of it. */
    DrawnMap pixels(double x, double y, int around) {
        double pixelWidth = area.getWidth() / width;
        double pixelHeight = area.getHeight() / height;
        return new DrawnMap(
                new ReferencedEnvelope(
                        area.getMinX() + (x - around) * pixelWidth,
                        area.getMinX() + (x + around) * pixelWidth,
                        area.getMaxY() - (y + around) * pixelHeight,
                        area.getMaxY() - (y - around) * pixelHeight,
                        area.getCoordinateReferenceSystem()),
                2 * around,
                2 * around);
    }

    /** Where features are looked for, in degrees: symbols reach into the map from outside of it. */
    ReferencedEnvelope searched() {
        ReferencedEnvelope grown = new ReferencedEnvelope(area);
        grown.expandBy(SYMBOL_PIXELS * area.getWidth() / width, SYMBOL_PIXELS * area.getHeight() / height);
        try {
            return grown.transform(decoded("EPSG:4326"), true, 10);
        } catch (FactoryException | TransformException e) {
            throw new IllegalArgumentException(area.toString(), e);
        }
    }

    /** From degrees to pixels. */
    MathTransform toScreen() {
        AffineTransform screen = AffineTransform.getScaleInstance(width / area.getWidth(), -height / area.getHeight());
        screen.translate(-area.getMinX(), -area.getMaxY());
        try {
            return ConcatenatedTransform.create(
                    CRS.findMathTransform(decoded("EPSG:4326"), area.getCoordinateReferenceSystem(), true),
                    ProjectiveTransform.create(screen));
        } catch (FactoryException e) {
            throw new IllegalArgumentException(area.toString(), e);
        }
    }

    /** The negligible span in degrees: 0.8 of a pixel's width and height. */
    double[] spans() {
        try {
            return Decimator.computeGeneralizationDistances(toScreen().inverse(), new Rectangle(width, height), 0.8);
        } catch (TransformException e) {
            throw new IllegalArgumentException(area.toString(), e);
        }
    }

    /** All that the map shows of a layer without rules. */
    Query query(String typeName, String... attributes) {
        return query(typeName, Filter.INCLUDE, List.of(), attributes);
    }

    /**
     * The query for a layer.
     *
     * @param definition CQL and TIME of the request, which come before what the renderer adds
     * @param rules the filters of the style's rules, none when one of them has no filter
     * @param attributes the attributes that the style uses, none for all
     */
    Query query(String typeName, Filter definition, List<Filter> rules, String... attributes) {
        Filter place = FF.bbox(FF.property("geometry"), searched());
        Filter ruled = rules.isEmpty() ? place : FF.and(place, FF.or(rules));
        Filter drawn = (Filter) ruled.accept(new SimplifyingFilterVisitor(), null);
        Query query = new Query(typeName, definition == Filter.INCLUDE ? drawn : FF.and(definition, drawn));
        if (attributes.length > 0) {
            query.setPropertyNames(attributes);
        }
        LiteCoordinateSequenceFactory sequences = new LiteCoordinateSequenceFactory();
        query.getHints().put(Hints.JTS_COORDINATE_SEQUENCE_FACTORY, sequences);
        query.getHints().put(Hints.JTS_GEOMETRY_FACTORY, new GeometryFactory(sequences));
        query.getHints().put(Hints.FEATURE_2D, true);
        query.getHints().put(Hints.GEOMETRY_DISTANCE, Math.min(spans()[0], spans()[1]));
        return query;
    }

    /** The same query where the style draws nothing translucent: the renderer hands over its map of pixels. */
    Query withScreenMap(Query query) {
        ScreenMap screen = new ScreenMap(
                -SYMBOL_PIXELS, -SYMBOL_PIXELS, width + 2 * SYMBOL_PIXELS, height + 2 * SYMBOL_PIXELS, toScreen());
        screen.setSpans(spans()[0], spans()[1]);
        query.getHints().put(Hints.SCREENMAP, screen);
        return query;
    }
}
