package io.github.gtmapillary.filter;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Random geometries near a place, always valid. */
final class SampleGeometries {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private SampleGeometries() {}

    static Coordinate position(Random random, double lon, double lat, double size) {
        return new Coordinate(
                lon + (random.nextDouble() - 0.5) * 2 * size, lat + (random.nextDouble() - 0.5) * 2 * size);
    }

    static LineString line(Random random, double lon, double lat, double size) {
        return GEOMETRIES.createLineString(Stream.generate(() -> position(random, lon, lat, size))
                .limit(2 + random.nextInt(3))
                .toArray(Coordinate[]::new));
    }

    /** A star around the place, with a hole in half of the cases. */
    static Polygon polygon(Random random, double lon, double lat, double size) {
        Coordinate centre = position(random, lon, lat, size / 2);
        double[] bearings =
                random.doubles(4 + random.nextInt(4), 0, 2 * Math.PI).sorted().toArray();
        LinearRing shell = ring(centre, bearings, random, size);
        LinearRing[] holes = random.nextBoolean() || !shell.isValid()
                ? new LinearRing[0]
                : new LinearRing[] {
                    GEOMETRIES.createLinearRing(Arrays.stream(shell.getCoordinates())
                            .map(c -> new Coordinate(
                                    centre.x + (c.x - centre.x) * 0.5, centre.y + (c.y - centre.y) * 0.5))
                            .toArray(Coordinate[]::new))
                };
        Polygon polygon = GEOMETRIES.createPolygon(shell, holes);
        return polygon.isValid() ? polygon : box(random, lon, lat, size);
    }

    private static LinearRing ring(Coordinate centre, double[] bearings, Random random, double size) {
        Coordinate[] corners = new Coordinate[bearings.length + 1];
        for (int i = 0; i < bearings.length; i++) {
            double radius = size * (0.2 + random.nextDouble() * 0.8);
            corners[i] = new Coordinate(
                    centre.x + Math.cos(bearings[i]) * radius, centre.y + Math.sin(bearings[i]) * radius);
        }
        corners[bearings.length] = corners[0].copy();
        return GEOMETRIES.createLinearRing(corners);
    }

    static Polygon box(Random random, double lon, double lat, double size) {
        Coordinate a = position(random, lon, lat, size);
        Coordinate b = position(random, lon, lat, size);
        return (Polygon) GEOMETRIES.toGeometry(new Envelope(a, b));
    }

    static Geometry lineOrPolygon(Random random, double lon, double lat, double size) {
        return random.nextBoolean() ? line(random, lon, lat, size) : polygon(random, lon, lat, size);
    }

    static Geometry any(Random random, double lon, double lat, double size) {
        return switch (random.nextInt(5)) {
            case 0 -> GEOMETRIES.createPoint(position(random, lon, lat, size));
            case 1 -> line(random, lon, lat, size);
            case 2 -> box(random, lon, lat, size);
            case 3 ->
                GEOMETRIES.createMultiPolygon(
                        Stream.of(box(random, lon - size, lat, size / 3), box(random, lon + size, lat, size / 3))
                                .sorted(Comparator.comparingDouble(
                                        p -> p.getEnvelopeInternal().getMinX()))
                                .toArray(Polygon[]::new));
            default -> polygon(random, lon, lat, size);
        };
    }
}
