package io.github.gtmapillary.store;

import io.github.gtmapillary.model.Bbox;
import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.RenderingGrain;
import java.util.Optional;
import java.util.stream.Stream;
import org.geotools.api.data.Query;
import org.geotools.api.data.SimpleFeatureReader;
import org.geotools.api.filter.sort.SortBy;
import org.geotools.data.sort.SortedFeatureReader;
import org.geotools.data.util.ScreenMap;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;

/** A renderer's hints about the map that it draws. */
final class RenderingHints {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** Some 100 MB: beyond that a file is the lesser evil. */
    private static final int MOST_OF_A_MAP_IN_MEMORY = 200_000;

    private RenderingHints() {}

    /**
     * How fine the map is, in degrees of longitude: tiles have the same width everywhere. Renderers give the smaller span of a pixel;
     * its width is known only where they hand over their map of pixels. Where they do not, the map is taken for a Mercator one.
     *
     * @param region where the map is
     * @return empty when nobody draws a map
     */
    static Optional<RenderingGrain> grain(Query query, Region region) {
        double span = span(query);
        if (!(span > 0)) {
            return Optional.empty();
        }
        double width = pixelWidth(query);
        return Optional.of(new RenderingGrain(width > 0 ? width : span * stretch(region.envelope())));
    }

    /**
     * The generalization distance of the map, 0 where no map is drawn. Renderers set the second hint for a rendering transformation. Some
     * transformations set the first to 0, so that no point is neglected (GeoTools 33, {@code HeatmapProcess.invertQuery}).
     */
    private static double span(Query query) {
        return Stream.of(Hints.GEOMETRY_DISTANCE, Hints.GEOMETRY_GENERALIZATION)
                .map(query.getHints()::get)
                .filter(Number.class::isInstance)
                .mapToDouble(hint -> ((Number) hint).doubleValue())
                .filter(span -> span > 0)
                .findFirst()
                .orElse(0);
    }

    /**
     * How many features are sorted in memory. GeoTools sorts 1000, and more of them through a file: a map of a city would take six
     * times as long. A map has as many features as are drawn on it, so they are kept in memory unless the query sets the number.
     */
    static int sortedInMemory(Query query) {
        int usual = SortedFeatureReader.getMaxFeaturesInMemory(query);
        boolean isMap = query.getHints().containsKey(Hints.GEOMETRY_DISTANCE)
                || query.getHints().containsKey(Hints.GEOMETRY_GENERALIZATION);
        return isMap && !query.getHints().containsKey(Hints.MAX_MEMORY_SORT)
                ? Math.max(usual, MOST_OF_A_MAP_IN_MEMORY)
                : usual;
    }

    /** The width of a pixel, 0 where it is not known. */
    private static double pixelWidth(Query query) {
        return query.getHints().get(Hints.SCREENMAP) instanceof ScreenMap screen
                ? pixel(screen).getWidth()
                : 0;
    }

    /** Whether {@link #thinned} leaves out features. */
    static boolean thins(Query query) {
        return query.getHints().get(Hints.SCREENMAP) instanceof ScreenMap && !MapArea.isTransformed(query);
    }

    /**
     * One feature for each pixel of a map. A map without an order takes the first, as features come; one with an order needs the one
     * that it draws on top.
     *
     * @param sort none where the map has no order
     */
    static SimpleFeatureReader thinned(Query query, SimpleFeatureReader features, SortBy[] sort) {
        if (!(query.getHints().get(Hints.SCREENMAP) instanceof ScreenMap screen) || MapArea.isTransformed(query)) {
            return features;
        }
        return sort.length == 0
                ? new OneToAPixel(features, screen)
                : new TopOfEachPixel(
                        features, pixel(screen), SortedFeatureReader.getComparator(sort), sortedInMemory(query));
    }

    /** A box as wide and as high, in degrees, as what a renderer takes for one pixel, somewhat less than a whole one. */
    private static Envelope pixel(ScreenMap screen) {
        return screen.getSimplifiedShape(0, 0, 0, 0, GEOMETRIES, LineString.class)
                .getEnvelopeInternal();
    }

    /**
     * How much wider than high a pixel of a Mercator map is, in degrees, where GeoTools measures its height: at the top of the map
     * or at its centre, wherever it is less (GeoTools 33, {@code Decimator.computeGeneralizationDistances}).
     */
    private static double stretch(Envelope map) {
        if (map.isNull()) {
            return 1;
        }
        double top = northing(map.getMaxY());
        double centre = (top + northing(map.getMinY())) / 2;
        // 1 / cos of the latitude
        return Math.cosh(Math.max(Math.abs(top), Math.abs(centre)));
    }

    /** On a Mercator map of a globe of radius 1. */
    private static double northing(double latitude) {
        double onMap = Math.max(-Bbox.MAX_LATITUDE, Math.min(Bbox.MAX_LATITUDE, latitude));
        return Math.log(Math.tan(Math.PI / 4 + Math.toRadians(onMap) / 2));
    }
}
