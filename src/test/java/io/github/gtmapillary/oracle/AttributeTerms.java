package io.github.gtmapillary.oracle;

import io.github.gtmapillary.oracle.FilterGenerator.Term;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Terms on attributes that tiles hold.
 *
 * @param typeName a feature type of tiles
 */
record AttributeTerms(String typeName) {
    private static final List<Term<CqlFilter>> OF_MAP_FEATURES = List.of(
            random -> time("last_seen_at", random),
            random -> time("first_seen_at", random),
            AttributeTerms::valueLike,
            random -> plain(
                    "value IN ('object--bench', 'regulatory--stop--g1', 'object--fire-hydrant')",
                    f -> List.of("object--bench", "regulatory--stop--g1", "object--fire-hydrant")
                            .contains(f.get("value"))));

    private static final List<Term<CqlFilter>> OF_SEQUENCES = List.of(
            random -> time("captured_at", random),
            random -> plain("is_pano = true", f -> Boolean.TRUE.equals(f.get("is_pano"))),
            random -> plain("is_pano = 'false'", f -> Boolean.FALSE.equals(f.get("is_pano"))),
            random -> plain("organization_id IS NULL", f -> f.get("organization_id") == null),
            random -> plain("quality_score <= 0.5", f -> f.get("quality_score") instanceof Double d && d <= 0.5),
            random -> plain("on_foot <> true", f -> !Boolean.TRUE.equals(f.get("on_foot"))));

    private static final List<Term<CqlFilter>> OF_DIRECTIONS = List.of(
            AttributeTerms::compassAbove,
            random -> plain(
                    "compass_angle BETWEEN '90' AND 270",
                    f -> f.get("compass_angle") instanceof Double d && d >= 90 && d <= 270));

    /** All terms on the attributes of the type. */
    List<Term<CqlFilter>> all() {
        return switch (typeName) {
            case "points", "traffic_signs" -> OF_MAP_FEATURES;
            case "images" ->
                Stream.of(OF_SEQUENCES.subList(0, 4), OF_DIRECTIONS, OF_SEQUENCES.subList(4, 6))
                        .flatMap(List::stream)
                        .toList();
            case "sequences" -> OF_SEQUENCES;
            default -> throw new IllegalArgumentException(typeName);
        };
    }

    private static CqlFilter valueLike(Random random) {
        String start = List.of("regulatory--", "object--", "information--general", "construction")
                .get(random.nextInt(4));
        return plain("value LIKE '" + start + "%'", f -> f.get("value") instanceof String s && s.startsWith(start));
    }

    private static CqlFilter compassAbove(Random random) {
        int angle = random.nextInt(360);
        return plain("compass_angle > " + angle, f -> f.get("compass_angle") instanceof Double d && d > angle);
    }

    private static CqlFilter time(String attribute, Random random) {
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

    /** Two conditions on one attribute, in either order, that no feature fulfils both. */
    CqlFilter exclusive(Random random) {
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

    private static CqlFilter timed(String cql, String attribute, Predicate<Instant> accepts) {
        return plain(cql, f -> f.get(attribute) instanceof Timestamp t && accepts.test(t.toInstant()));
    }

    private static CqlFilter plain(String cql, Predicate<TrueFeature> accepts) {
        return CqlFilter.onAttributes(cql, accepts);
    }
}
