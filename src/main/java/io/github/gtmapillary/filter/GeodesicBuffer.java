package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.Bbox;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * The surroundings of a geometry: a region that holds at least every place within a distance.
 *
 * <p>The buffer is drawn on the ellipsoidal Mercator plane, where the scale at a place is the same in all directions. It is wide enough for
 * the greatest scale in the surroundings.
 */
final class GeodesicBuffer {
    /** Semi-major axis of WGS 84 in metres and its eccentricity squared (EPSG ellipsoid 7030). */
    private static final double A = 6378137;

    private static final double E = Math.sqrt(0.00669437999014);

    /** The least radius of curvature along a meridian, at the equator. */
    private static final double LEAST_MERIDIAN_RADIUS = A * (1 - E * E);

    /** Each iteration gains more than two digits. */
    private static final int ITERATIONS = 7;

    private static final int SEGMENTS_PER_QUADRANT = 32;
    /** A circle drawn with chords lies inside the true one by at most this factor. */
    private static final double CHORD = Math.cos(Math.PI / (4 * SEGMENTS_PER_QUADRANT));

    private GeodesicBuffer() {}

    /**
     * Surrounds a geometry.
     *
     * @param geometry longitude and latitude in degrees
     * @param metres not negative
     * @return longitude and latitude in degrees; longitudes may pass ±180
     */
    static Geometry around(Geometry geometry, double metres) {
        Envelope box = geometry.getEnvelopeInternal();
        double reach = Math.toDegrees(metres / LEAST_MERIDIAN_RADIUS);
        double south = box.getMinY() - reach;
        double north = box.getMaxY() + reach;
        double furthest = Math.max(Math.abs(south), Math.abs(north));
        if (furthest >= Bbox.MAX_LATITUDE) {
            // near a pole every longitude is near
            return geometry.getFactory().toGeometry(new Envelope(-180, 180, south, north));
        }
        double radius = (metres * scale(furthest) * (1 + 1e-5) + 0.05) / CHORD;
        Geometry plane = densified(geometry);
        plane.apply(new PerPosition(GeodesicBuffer::project));
        // a copy, as rings may share positions, and each is to be mapped once
        Geometry buffer = plane.buffer(radius, SEGMENTS_PER_QUADRANT).copy();
        buffer.apply(new PerPosition(GeodesicBuffer::unproject));
        return buffer;
    }

    /** In degrees, with arcs outside the true ones. */
    static Geometry aroundInDegrees(Geometry geometry, double degrees) {
        return geometry.buffer(degrees / CHORD, SEGMENTS_PER_QUADRANT);
    }

    /** Metres on the Mercator plane per metre on the ellipsoid, in every direction (Snyder, Map Projections, equation 7-8). */
    private static double scale(double lat) {
        double sine = Math.sin(Math.toRadians(lat));
        return Math.sqrt(1 - E * E * sine * sine) / Math.cos(Math.toRadians(lat));
    }

    /**
     * A copy with short edges only. Edges are straight in degrees, not on the Mercator plane; short ones are straight on both. JTS's
     * densified geometry shares positions with the original.
     */
    private static Geometry densified(Geometry geometry) {
        Envelope box = geometry.getEnvelopeInternal();
        double step = Math.max(0.01, Math.max(box.getWidth(), box.getHeight()) / 2000);
        return (geometry.getDimension() == 0 ? geometry : Densifier.densify(geometry, step)).copy();
    }

    /** Snyder, equations 7-6 and 7-7. */
    private static Coordinate project(double lon, double lat) {
        double phi = Math.toRadians(Math.max(-Bbox.MAX_LATITUDE, Math.min(Bbox.MAX_LATITUDE, lat)));
        return new Coordinate(A * Math.toRadians(lon), A * Math.log(Math.tan(Math.PI / 4 + phi / 2) * flattening(phi)));
    }

    /** Snyder, equations 7-9 to 7-12: the latitude by iteration. */
    private static Coordinate unproject(double x, double y) {
        double t = Math.exp(-y / A);
        double phi = Math.PI / 2 - 2 * Math.atan(t);
        for (int i = 0; i < ITERATIONS; i++) {
            phi = Math.PI / 2 - 2 * Math.atan(t * flattening(phi));
        }
        return new Coordinate(Math.toDegrees(x / A), Math.toDegrees(phi));
    }

    private static double flattening(double phi) {
        double sine = E * Math.sin(phi);
        return Math.pow((1 - sine) / (1 + sine), E / 2);
    }

    private interface Mapping {
        Coordinate map(double x, double y);
    }

    private record PerPosition(Mapping mapping) implements CoordinateSequenceFilter {
        @Override
        public void filter(CoordinateSequence sequence, int i) {
            Coordinate mapped = mapping.map(sequence.getX(i), sequence.getY(i));
            sequence.setOrdinate(i, 0, mapped.x);
            sequence.setOrdinate(i, 1, mapped.y);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
