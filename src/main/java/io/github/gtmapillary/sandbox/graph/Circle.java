package io.github.gtmapillary.sandbox.graph;

import io.github.gtmapillary.sandbox.world.Position;
import java.util.Optional;

/**
 * The surroundings of a place.
 *
 * @param radius metres
 */
record Circle(double lon, double lat, double radius) {

    private static final double LARGEST_RADIUS = 50;

    /** Reads {@code lat}, {@code lng} and {@code radius}. Returns empty if all three are absent. */
    static Optional<Circle> of(QueryParameters query) {
        if (!query.has("lat") && !query.has("lng") && !query.has("radius")) {
            return Optional.empty();
        }
        Circle circle = new Circle(required(query, "lng"), required(query, "lat"), required(query, "radius"));
        if (!(circle.radius >= 0 && circle.radius <= LARGEST_RADIUS)) {
            throw GraphException.invalid("(#100) Param radius must be at most 50 metres");
        }
        return Optional.of(circle);
    }

    /** Returns metres, computed on a plane, which is accurate enough up to 50 m. It does not handle the date line. */
    double distance(Position place) {
        double east = (place.lon() - lon) / Position.degreesEast(1, lat);
        double north = (place.lat() - lat) / Position.degreesNorth(1);
        return Math.hypot(east, north);
    }

    boolean contains(Position place) {
        return distance(place) <= radius;
    }

    private static double required(QueryParameters query, String name) {
        return query.number(name)
                .orElseThrow(() -> GraphException.invalid("(#100) lat, lng and radius are required together"));
    }
}
