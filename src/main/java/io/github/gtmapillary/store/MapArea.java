package io.github.gtmapillary.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.spatial.BBOX;
import org.geotools.api.referencing.FactoryException;
import org.geotools.api.referencing.operation.TransformException;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.visitor.DefaultFilterVisitor;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.util.factory.Hints;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/**
 * The area of a map that a rendering transformation draws, such as {@code vec:Heatmap}.
 *
 * <p>The transformation widens the box of its query by a radius in units of the map, and the box is in degrees. On a map in metres 20
 * pixels become 24 degrees at zoom 17 and more than the world at zoom 12. GeoServer tells the box of the map to the thread that draws
 * it, in the environment variable {@value #MAP_BOX}. The query's box is larger by the radius on each side.
 */
final class MapArea {
    /** GeoServer's class {@code RenderingVariables} sets it, in the reference system of the map. */
    private static final String MAP_BOX = "wms_bbox";

    private static final FilterFactory FACTORY = CommonFactoryFinder.getFilterFactory();

    /** The number of points of each edge that are reprojected. */
    private static final int POINTS_OF_AN_EDGE = 20;

    /** The part of its size by which an area may differ after it is reprojected and back. */
    private static final double ROUNDING = 1e-6;

    private MapArea() {}

    /** Whether a rendering transformation needs every point: it counts points, so one point must not stand for others of its pixel. */
    static boolean isTransformed(Query query) {
        return query.getHints().get(Hints.GEOMETRY_DISTANCE) instanceof Number distance
                && distance.doubleValue() == 0
                && query.getHints().get(Hints.GEOMETRY_GENERALIZATION) instanceof Number;
    }

    /**
     * Narrows the filter of a rendering transformation to the map's area and the radius around it.
     *
     * @param geometry the attribute that is drawn
     * @return the narrowed filter; the filter itself for other queries, and if the area is unknown or has no box in degrees
     */
    static Filter narrowed(Query query, Filter filter, String geometry) throws IOException {
        if (!isTransformed(query)
                || !(FACTORY.function("env", FACTORY.literal(MAP_BOX)).evaluate(null) instanceof ReferencedEnvelope map)
                || map.getCoordinateReferenceSystem() == null) {
            return filter;
        }
        Optional<ReferencedEnvelope> asked = largestBox(filter);
        Optional<ReferencedEnvelope> own = inDegrees(map);
        if (asked.isEmpty() || own.isEmpty()) {
            return filter;
        }
        ReferencedEnvelope reached = new ReferencedEnvelope(map);
        reached.expandBy(Math.max(0, (asked.get().getHeight() - own.get().getHeight()) / 2));
        return inDegrees(reached)
                .<Filter>map(area -> FACTORY.and(filter, FACTORY.bbox(FACTORY.property(geometry), area)))
                .orElse(filter);
    }

    private static Optional<ReferencedEnvelope> largestBox(Filter filter) {
        List<ReferencedEnvelope> boxes = new ArrayList<>();
        filter.accept(
                new DefaultFilterVisitor() {
                    @Override
                    public @Nullable Object visit(BBOX box, @Nullable Object data) {
                        boxes.add(ReferencedEnvelope.reference(box.getBounds()));
                        return data;
                    }
                },
                null);
        return boxes.stream().max(Comparator.comparingDouble(ReferencedEnvelope::getHeight));
    }

    /** The area in degrees; empty if it has no box in degrees, or lies on both sides of the 180th meridian. */
    private static Optional<ReferencedEnvelope> inDegrees(ReferencedEnvelope area) throws IOException {
        try {
            ReferencedEnvelope degrees = area.transform(FeatureTypes.lonLat(), true, POINTS_OF_AN_EDGE);
            ReferencedEnvelope back = degrees.transform(area.getCoordinateReferenceSystem(), true, POINTS_OF_AN_EDGE);
            back.expandBy(area.getWidth() * ROUNDING, area.getHeight() * ROUNDING);
            return back.contains((Envelope) area) ? Optional.of(degrees) : Optional.empty();
        } catch (FactoryException | TransformException e) {
            return Optional.empty();
        }
    }
}
