package io.github.gtmapillary.oracle;

import io.github.gtmapillary.oracle.FilterGenerator.Term;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/** Terms that say where a feature lies: boxes, polygons with and without holes, distances in each unit. */
public final class PlaceTerms {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private PlaceTerms() {}

    /** Draws places near the centre of a place, given as longitude and latitude. */
    public static Term<CqlFilter> near(double[] place) {
        return random -> near(place, random);
    }

    private static CqlFilter near(double[] place, Random random) {
        double lon = rounded(place[0] + (random.nextDouble() - 0.5) * 0.02);
        double lat = rounded(place[1] + (random.nextDouble() - 0.5) * 0.01);
        double width = rounded(0.0005 + random.nextDouble() * 0.03);
        double height = rounded(0.0005 + random.nextDouble() * 0.015);
        boolean onDateLine = Math.abs(place[0]) == 180;
        return switch (random.nextInt(onDateLine ? 3 : 5)) {
            case 0 -> distance(lon, lat, random);
            case 1 -> box(lon, lat, width, height, "BBOX(geometry, %s, %s, %s, %s)");
            case 2 -> polygon(ring(lon, lat, width, height, random), "INTERSECTS(geometry, %s)", false);
            case 3 -> polygon(ring(lon, lat, width, height, random), "WITHIN(geometry, %s)", true);
            default -> polygon(holed(lon, lat, width, height), "INTERSECTS(geometry, %s)", false);
        };
    }

    private static CqlFilter box(double lon, double lat, double width, double height, String text) {
        Envelope box = new Envelope(lon, rounded(lon + width), lat, rounded(lat + height));
        String cql =
                text.formatted(plain(box.getMinX()), plain(box.getMinY()), plain(box.getMaxX()), plain(box.getMaxY()));
        Geometry shape = within180(GEOMETRIES.toGeometry(box));
        return CqlFilter.in(cql, feature -> shape.intersects(feature.geometry()), shape);
    }

    private static CqlFilter polygon(Polygon polygon, String text, boolean within) {
        Geometry shape = within180(polygon);
        Predicate<TrueFeature> accepts =
                within ? feature -> feature.geometry().within(shape) : feature -> shape.intersects(feature.geometry());
        return CqlFilter.in(text.formatted(wkt(polygon)), accepts, shape);
    }

    private static Polygon ring(double lon, double lat, double width, double height, Random random) {
        int corners = 3 + random.nextInt(5);
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double reach = 0.4 + 0.6 * random.nextDouble();
            ring[i] = new Coordinate(
                    rounded(lon + reach * width / 2 * Math.cos(angle)),
                    rounded(lat + reach * height / 2 * Math.sin(angle)));
        }
        ring[corners] = ring[0].copy();
        return GEOMETRIES.createPolygon(ring);
    }

    private static Polygon holed(double lon, double lat, double width, double height) {
        Envelope outer = new Envelope(lon, rounded(lon + 2 * width), lat, rounded(lat + 2 * height));
        Envelope inner = new Envelope(
                rounded(lon + width / 4),
                rounded(lon + 1.75 * width),
                rounded(lat + height / 4),
                rounded(lat + 1.75 * height));
        LinearRing shell = ((Polygon) GEOMETRIES.toGeometry(outer)).getExteriorRing();
        LinearRing hole = ((Polygon) GEOMETRIES.toGeometry(inner)).getExteriorRing();
        return GEOMETRIES.createPolygon(shell, new LinearRing[] {hole});
    }

    private static CqlFilter distance(double lon, double lat, Random random) {
        double metres = Math.rint(50 + random.nextDouble() * 1500);
        String unit = List.of("meters", "kilometers", "feet", "statute miles", "nautical miles")
                .get(random.nextInt(5));
        double factor = switch (unit) {
            case "kilometers" -> 1000;
            case "feet" -> 0.3048;
            case "statute miles" -> 1609.344;
            case "nautical miles" -> 1852;
            default -> 1;
        };
        BigDecimal distance = BigDecimal.valueOf(metres / factor).setScale(6, RoundingMode.HALF_UP);
        double reach = distance.doubleValue() * factor;
        String cql = "DWITHIN(geometry, POINT(" + plain(lon) + " " + plain(lat) + "), " + distance.toPlainString()
                + ", " + unit + ")";
        Geometry disc = within180(disc(lon, lat, reach));
        return CqlFilter.in(cql, feature -> nearest(feature.geometry(), lon, lat, reach) <= reach, disc);
    }

    private static Polygon disc(double lon, double lat, double metres) {
        int corners = 720;
        Coordinate[] ring = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            GeodesicData at = Geodesic.WGS84.Direct(lat, lon, i * 360.0 / corners, metres);
            double unwrapped = at.lon2 - lon > 180 ? at.lon2 - 360 : at.lon2 - lon < -180 ? at.lon2 + 360 : at.lon2;
            ring[i] = new Coordinate(unwrapped, at.lat2);
        }
        ring[corners] = ring[0].copy();
        return GEOMETRIES.createPolygon(ring);
    }

    /** Exact for points; along lines the nearest place is searched for. */
    private static double nearest(Geometry geometry, double lon, double lat, double reach) {
        if (geometry instanceof Point point) {
            return metres(lon, lat, point.getX(), point.getY());
        }
        double nearest = Double.POSITIVE_INFINITY;
        for (int part = 0; part < geometry.getNumGeometries(); part++) {
            Coordinate[] line = geometry.getGeometryN(part).getCoordinates();
            for (int i = 1; i < line.length; i++) {
                double length = metres(line[i - 1].x, line[i - 1].y, line[i].x, line[i].y);
                if (metres(lon, lat, line[i].x, line[i].y) <= reach + length) {
                    nearest = Math.min(nearest, nearestOnSegment(line[i - 1], line[i], lon, lat));
                }
            }
        }
        return nearest;
    }

    private static double nearestOnSegment(Coordinate a, Coordinate b, double lon, double lat) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++) {
            double left = low + (high - low) / 3;
            double right = high - (high - low) / 3;
            if (metresAlong(a, b, left, lon, lat) < metresAlong(a, b, right, lon, lat)) {
                high = right;
            } else {
                low = left;
            }
        }
        return metresAlong(a, b, low, lon, lat);
    }

    private static double metresAlong(Coordinate a, Coordinate b, double t, double lon, double lat) {
        return metres(lon, lat, a.x + t * (b.x - a.x), a.y + t * (b.y - a.y));
    }

    private static double metres(double lon1, double lat1, double lon2, double lat2) {
        return Geodesic.WGS84.Inverse(lat1, lon1, lat2, lon2).s12;
    }

    /** Cuts at the date line and moves what is past it. */
    private static Geometry within180(Geometry geometry) {
        Geometry inside = geometry.intersection(GEOMETRIES.toGeometry(new Envelope(-180, 180, -90, 90)));
        Geometry east = geometry.intersection(GEOMETRIES.toGeometry(new Envelope(180, 540, -90, 90)));
        Geometry west = geometry.intersection(GEOMETRIES.toGeometry(new Envelope(-540, -180, -90, 90)));
        return inside.union(AffineTransformation.translationInstance(-360, 0).transform(east))
                .union(AffineTransformation.translationInstance(360, 0).transform(west));
    }

    private static double rounded(double degrees) {
        return BigDecimal.valueOf(degrees).setScale(7, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static String plain(double degrees) {
        return BigDecimal.valueOf(degrees).toPlainString();
    }

    private static String wkt(Polygon polygon) {
        StringBuilder text = new StringBuilder("POLYGON(").append(ringText(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            text.append(", ").append(ringText(polygon.getInteriorRingN(i)));
        }
        return text.append(")").toString();
    }

    private static String ringText(LinearRing ring) {
        List<String> positions = new ArrayList<>();
        for (Coordinate c : ring.getCoordinates()) {
            positions.add(plain(c.x) + " " + plain(c.y));
        }
        return "(" + String.join(", ", positions) + ")";
    }
}
