package io.github.gtmapillary.store;

import io.github.gtmapillary.model.Region;
import io.github.gtmapillary.plan.RenderingGrain;
import java.util.Optional;
import org.geotools.api.data.Query;
import org.geotools.util.factory.Hints;
import org.locationtech.jts.geom.Envelope;

/** What a renderer tells of the map that it draws. */
final class RenderingHints {
    private RenderingHints() {}

    /**
     * How fine the map is. Renderers give the smaller span of a pixel in degrees; on a Mercator map that is its height, which
     * shrinks towards the poles while its width does not.
     *
     * @param region where the map is
     * @return empty when nobody draws a map
     */
    static Optional<RenderingGrain> grain(Query query, Region region) {
        Object hint = query.getHints().get(Hints.GEOMETRY_DISTANCE);
        if (hint == null) {
            hint = query.getHints().get(Hints.GEOMETRY_GENERALIZATION);
        }
        if (!(hint instanceof Number number) || !(number.doubleValue() > 0)) {
            return Optional.empty();
        }
        Envelope map = region.envelope();
        double latitude = map.isNull() ? 0 : map.centre().y;
        return Optional.of(new RenderingGrain(number.doubleValue() / Math.cos(Math.toRadians(latitude))));
    }
}
