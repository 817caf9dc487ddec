package io.github.gtmapillary.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicData;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.AffineTransformation;

/**
 * A filter as text together with what it means, put together by chance.
 *
 * @param cql as a user writes it
 * @param accepts the meaning, in plain Java
 * @param bound where accepted points can lie, null for everywhere
 * @param named every place that the text names
 * @param reach where accepted features can lie as far as some feature of a world has such attributes: a branch whose conditions
 *     exclude each other reaches nothing
 */
public record RandomFilter(
        String cql,
        Predicate<TrueFeature> accepts,
        @Nullable Geometry bound,
        List<Geometry> named,
        Function<List<TrueFeature>, Reach> reach) {

    /**
     * Where features can lie.
     *
     * @param bound null for everywhere
     * @param named every place that decides
     */
    public record Reach(@Nullable Geometry bound, List<Geometry> named) {
        private static final Reach EVERYWHERE = new Reach(null, List.of());
        private static final Reach NOWHERE = new Reach(GEOMETRIES.createPolygon(), List.of());

        private Reach and(Reach other) {
            if (equals(NOWHERE) || other.equals(NOWHERE)) {
                return NOWHERE;
            }
            Geometry both = bound == null ? other.bound : other.bound == null ? bound : bound.intersection(other.bound);
            return new Reach(both, concat(named, other.named));
        }

        private Reach or(Reach other) {
            Geometry either = bound == null || other.bound == null ? null : bound.union(other.bound);
            return new Reach(either, concat(named, other.named));
        }
    }

    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    /** Centres of the places where the made world has something, the last of them on the date line. */
    private static final double[][] PLACES = {
        {12.987, 55.600}, {12.975, 55.604}, {-79.537, 8.953}, {0, 0}, {18.95, 69.65}, {180, -16.8}
    };

    private static RandomFilter of(String cql, Predicate<TrueFeature> accepts, Geometry shape) {
        Reach place = new Reach(shape, List.of(shape));
        return new RandomFilter(cql, accepts, shape, List.of(shape), all -> place);
    }

    private boolean isOnAttributes() {
        return bound == null && named.isEmpty();
    }

    private static Function<List<TrueFeature>, Reach> ofAttributes(Predicate<TrueFeature> accepts) {
        return all -> all.stream().anyMatch(accepts) ? Reach.EVERYWHERE : Reach.NOWHERE;
    }

    public RandomFilter and(RandomFilter other) {
        Reach whole = new Reach(bound, named).and(new Reach(other.bound, other.named));
        Predicate<TrueFeature> both = accepts.and(other.accepts);
        return new RandomFilter(
                "(" + cql + ") AND (" + other.cql + ")",
                both,
                whole.bound,
                whole.named,
                isOnAttributes() && other.isOnAttributes()
                        ? ofAttributes(both)
                        : all -> reach.apply(all).and(other.reach.apply(all)));
    }

    public RandomFilter or(RandomFilter other) {
        Reach whole = new Reach(bound, named).or(new Reach(other.bound, other.named));
        Predicate<TrueFeature> either = accepts.or(other.accepts);
        return new RandomFilter(
                "(" + cql + ") OR (" + other.cql + ")",
                either,
                whole.bound,
                whole.named,
                isOnAttributes() && other.isOnAttributes()
                        ? ofAttributes(either)
                        : all -> reach.apply(all).or(other.reach.apply(all)));
    }

    public RandomFilter not() {
        Predicate<TrueFeature> others = accepts.negate();
        return new RandomFilter(
                "NOT (" + cql + ")",
                others,
                null,
                named,
                isOnAttributes() ? ofAttributes(others) : all -> new Reach(null, named));
    }

    private static List<Geometry> concat(List<Geometry> a, List<Geometry> b) {
        List<Geometry> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /** A filter that is bounded. */
    public static RandomFilter bounded(String typeName, Random random) {
        double[] place = PLACES[random.nextInt(PLACES.length)];
        RandomFilter where = spatial(place, random);
        RandomFilter what = attributes(typeName, random, 2);
        RandomFilter elsewhere = spatial(random.nextBoolean() ? place : PLACES[random.nextInt(5)], random);
        return switch (random.nextInt(9)) {
            case 0 -> where;
            case 1 -> where.or(elsewhere);
            case 2 -> where.and(what).or(elsewhere.and(attributes(typeName, random, 1)));
            case 3 -> where.and(spatial(place, random)).and(what);
            case 4 -> where.and(spatial(place, random).not());
            case 5 -> where.and(what.not());
            case 6 -> what.and(where.or(elsewhere));
            default -> where.and(what);
        };
    }

    public static RandomFilter spatial(double[] place, Random random) {
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

    private static RandomFilter box(double lon, double lat, double width, double height, String text) {
        Envelope box = new Envelope(lon, rounded(lon + width), lat, rounded(lat + height));
        String cql =
                text.formatted(plain(box.getMinX()), plain(box.getMinY()), plain(box.getMaxX()), plain(box.getMaxY()));
        Geometry shape = within180(GEOMETRIES.toGeometry(box));
        return of(cql, feature -> shape.intersects(feature.geometry()), shape);
    }

    private static RandomFilter polygon(Polygon polygon, String text, boolean within) {
        Geometry shape = within180(polygon);
        Predicate<TrueFeature> accepts =
                within ? feature -> feature.geometry().within(shape) : feature -> shape.intersects(feature.geometry());
        return of(text.formatted(wkt(polygon)), accepts, shape);
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

    private static RandomFilter distance(double lon, double lat, Random random) {
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
        return of(cql, feature -> nearest(feature.geometry(), lon, lat, reach) <= reach, disc);
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

    public static RandomFilter attributes(String typeName, Random random, int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            RandomFilter first = attributes(typeName, random, depth - 1);
            RandomFilter second = attributes(typeName, random, depth - 1);
            return random.nextBoolean() ? first.or(second) : first.and(second);
        }
        RandomFilter leaf = typeName.equals("points") || typeName.equals("traffic_signs")
                ? ofMapFeatures(random)
                : ofImagery(typeName, random);
        return random.nextInt(5) == 0 ? leaf.not() : leaf;
    }

    private static RandomFilter ofMapFeatures(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> time("last_seen_at", random);
            case 1 -> time("first_seen_at", random);
            case 2 -> {
                String start = List.of("regulatory--", "object--", "information--general", "construction")
                        .get(random.nextInt(4));
                yield plain(
                        "value LIKE '" + start + "%'", f -> f.get("value") instanceof String s && s.startsWith(start));
            }
            default ->
                plain(
                        "value IN ('object--bench', 'regulatory--stop--g1', 'object--fire-hydrant')",
                        f -> List.of("object--bench", "regulatory--stop--g1", "object--fire-hydrant")
                                .contains(f.get("value")));
        };
    }

    private static RandomFilter ofImagery(String typeName, Random random) {
        boolean image = typeName.equals("images");
        int which = random.nextInt(image ? 8 : 6);
        boolean compass = image || which < 4;
        return switch (compass ? which : which + 2) {
            case 0 -> time("captured_at", random);
            case 1 -> plain("is_pano = true", f -> Boolean.TRUE.equals(f.get("is_pano")));
            case 2 -> plain("is_pano = 'false'", f -> Boolean.FALSE.equals(f.get("is_pano")));
            case 3 -> plain("organization_id IS NULL", f -> f.get("organization_id") == null);
            case 4 -> {
                int angle = random.nextInt(360);
                yield plain("compass_angle > " + angle, f -> f.get("compass_angle") instanceof Double d && d > angle);
            }
            case 5 ->
                plain(
                        "compass_angle BETWEEN '90' AND 270",
                        f -> f.get("compass_angle") instanceof Double d && d >= 90 && d <= 270);
            case 6 -> plain("quality_score <= 0.5", f -> f.get("quality_score") instanceof Double d && d <= 0.5);
            default -> plain("on_foot <> true", f -> !Boolean.TRUE.equals(f.get("on_foot")));
        };
    }

    private static RandomFilter time(String attribute, Random random) {
        Instant from =
                Instant.parse("2014-01-01T00:00:00Z").plusSeconds((long) (random.nextDouble() * 12 * 365 * 86400));
        Instant to = from.plusSeconds(86400L * (1 + random.nextInt(2000)));
        return switch (random.nextInt(5)) {
            case 0 -> timed(attribute + " AFTER " + from, attribute, t -> t.isAfter(from));
            case 1 -> timed(attribute + " BEFORE " + to, attribute, t -> t.isBefore(to));
            case 2 ->
                timed(attribute + " DURING " + from + "/" + to, attribute, t -> t.isAfter(from) && t.isBefore(to));
            case 3 ->
                timed(
                        attribute + " BETWEEN '" + from + "' AND '" + to + "'",
                        attribute,
                        t -> !t.isBefore(from) && !t.isAfter(to));
            default -> timed(attribute + " >= '" + from + "'", attribute, t -> !t.isBefore(from));
        };
    }

    /** Two conditions on one attribute that nothing fulfils both, in either order. */
    public static RandomFilter exclusive(String typeName, Random random) {
        boolean mapFeatures = typeName.equals("points") || typeName.equals("traffic_signs");
        String time = mapFeatures ? "last_seen_at" : "captured_at";
        String year = Integer.toString(2015 + random.nextInt(9));
        List<String> pair = switch (random.nextInt(6)) {
            case 0 -> List.of(time + " AFTER " + year + "-06-01T00:00:00Z", time + " < '" + year + "'");
            case 1 -> List.of(time + " BETWEEN '2014' AND '" + year + "'", time + " > '" + year + "-01-02'");
            case 2 -> List.of(time + " IS NULL", time + " >= '" + year + "'");
            case 3 -> List.of("\"id\" IN ('1', '2')", "\"id\" IN ('3', '4')");
            case 4 ->
                mapFeatures
                        ? List.of("value = 'object--bench'", "value LIKE 'regulatory--%'")
                        : List.of("is_pano = true", "is_pano = false");
            default -> List.of(time + " DOES-NOT-EXIST", "\"id\" <> '1'");
        };
        int first = random.nextInt(2);
        return plain("(" + pair.get(first) + ") AND (" + pair.get(1 - first) + ")", feature -> false);
    }

    private static RandomFilter timed(String cql, String attribute, Predicate<Instant> accepts) {
        return plain(cql, f -> f.get(attribute) instanceof Timestamp t && accepts.test(t.toInstant()));
    }

    private static RandomFilter plain(String cql, Predicate<TrueFeature> accepts) {
        return new RandomFilter(cql, accepts, null, List.of(), ofAttributes(accepts));
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
