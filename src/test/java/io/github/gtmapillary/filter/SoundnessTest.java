package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;
import static io.github.gtmapillary.filter.Translations.translate;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.GeometryKind;
import io.github.gtmapillary.schema.MapillaryTypes;
import io.github.gtmapillary.schema.TypeSchema;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.temporal.object.DefaultInstant;
import org.geotools.temporal.object.DefaultPeriod;
import org.geotools.temporal.object.DefaultPosition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.util.AffineTransformation;

/** Random filters over random features: what the translation says of a filter against what the filter says of each feature. */
class SoundnessTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int FILTERS = 1_500;

    /** A filter in the terms of a user, and the same with typed literals that GeoTools evaluates without any help. */
    private record Pair(Filter asWritten, Filter plain) {
        static Pair same(Filter filter) {
            return new Pair(filter, filter);
        }
    }

    private record Place(TypeSchema schema, double lon, double lat) {}

    static Stream<Place> places() {
        return Stream.of(MapillaryTypes.IMAGES, MapillaryTypes.POINTS, MapillaryTypes.SEQUENCES)
                .flatMap(schema -> Stream.of(new Place(schema, 13, 55.6), new Place(schema, -70.1, -33)));
    }

    @ParameterizedTest
    @MethodSource("places")
    void conditionAndRegionHoldForEveryAcceptedFeature(Place place) throws IOException {
        Random random = new Random(4711);
        TypeSchema schema = place.schema;
        List<SimpleFeature> features = IntStream.range(0, 50)
                .mapToObj(i -> SampleFeatures.random(schema, random, geometry(place, random)))
                .toList();
        Writer writer = new Writer(place, random);
        int hits = 0;
        int exact = 0;
        for (int i = 0; i < FILTERS; i++) {
            Pair pair = writer.filter(3);
            Translation translation = translate(schema, pair.asWritten);
            exact += translation.exact() ? 1 : 0;
            for (SimpleFeature feature : features) {
                boolean accepted = translation.filter().evaluate(feature);
                String what = pair.asWritten + " on " + feature.getAttributes();
                assertThat(accepted).as(what).isEqualTo(pair.plain.evaluate(feature));
                boolean kept = SampleFeatures.fulfils(translation.condition(), schema, feature);
                if (accepted) {
                    hits++;
                    assertThat(kept).as("condition of %s", what).isTrue();
                    assertThat(SampleFeatures.touches(translation.region(), (Geometry) feature.getDefaultGeometry()))
                            .as("region of %s", what)
                            .isTrue();
                }
                if (translation.exact()) {
                    assertThat(kept).as("exact condition of %s", what).isEqualTo(accepted);
                }
            }
        }
        assertThat(hits).isBetween(FILTERS * 5, FILTERS * 45);
        assertThat(exact).isGreaterThan(FILTERS / 10);
    }

    /** The same filter past the date line gives what it gives elsewhere, moved. */
    @ParameterizedTest
    @MethodSource("shiftable")
    void filtersPastTheDateLineAnswerLikeTheSameElsewhere(TypeSchema schema) throws IOException {
        Random random = new Random(815);
        for (int i = 0; i < 800; i++) {
            Geometry constant = SampleGeometries.any(random, 0, 10, 0.5);
            double offset = random.nextBoolean() ? 180 : -180;
            Filter here = FF.intersects(FF.property("geometry"), FF.literal(constant));
            Filter there = FF.intersects(FF.property("geometry"), FF.literal(shifted(constant, offset)));
            Translation translation = translate(schema, there);
            for (int j = 0; j < 20; j++) {
                Geometry place = GEOMETRIES.createPoint(SampleGeometries.position(random, 0, 10, 0.7));
                double lon = place.getCoordinate().x;
                if (Math.abs(lon) < 1e-9) {
                    continue;
                }
                Geometry moved = shifted(place, lon < 0 ? 180 : -180);
                boolean accepted = translation.filter().evaluate(SampleFeatures.at(schema, moved));
                assertThat(accepted)
                        .as("%s in %s", moved, there)
                        .isEqualTo(here.evaluate(SampleFeatures.at(schema, place)));
                if (accepted) {
                    assertThat(SampleFeatures.touches(translation.region(), moved))
                            .isTrue();
                }
            }
        }
    }

    static Stream<TypeSchema> shiftable() {
        return Stream.of(MapillaryTypes.IMAGES);
    }

    private static Geometry shifted(Geometry geometry, double by) {
        return AffineTransformation.translationInstance(by, 0).transform(geometry);
    }

    private static Geometry geometry(Place place, Random random) {
        if (place.schema.geometry() == GeometryKind.POINT) {
            return GEOMETRIES.createPoint(SampleGeometries.position(random, place.lon, place.lat, 0.02));
        }
        return GEOMETRIES.createMultiLineString(
                Stream.generate(() -> SampleGeometries.line(random, place.lon, place.lat, 0.02))
                        .limit(1 + random.nextInt(2))
                        .toArray(LineString[]::new));
    }

    /** Writes random filters. */
    private record Writer(Place place, Random random) {

        Pair filter(int depth) {
            if (depth > 0 && random.nextInt(5) < 3) {
                Pair a = filter(depth - 1);
                Pair b = filter(depth - 1);
                return switch (random.nextInt(3)) {
                    case 0 -> new Pair(FF.and(a.asWritten, b.asWritten), FF.and(a.plain, b.plain));
                    case 1 -> new Pair(FF.or(a.asWritten, b.asWritten), FF.or(a.plain, b.plain));
                    default -> new Pair(FF.not(a.asWritten), FF.not(a.plain));
                };
            }
            return switch (random.nextInt(10)) {
                case 0, 1, 2 -> comparison();
                case 3 -> between();
                case 4 -> text();
                case 5 -> temporal();
                case 6 -> identity();
                case 7 -> undecidable();
                default -> spatial();
            };
        }

        private Attribute attribute() {
            List<Attribute> attributes = place.schema.attributes();
            return attributes.get(random.nextInt(attributes.size()));
        }

        private Attribute attribute(AttributeKind kind) {
            return Stream.generate(this::attribute)
                    .filter(a -> a.kind() == kind)
                    .findFirst()
                    .orElseThrow();
        }

        private Expression property(Attribute attribute) {
            return FF.property(random.nextInt(4) == 0 ? "mapillary:" + attribute.name() : attribute.name());
        }

        private Expression plainly(Attribute attribute) {
            return FF.property(attribute.name());
        }

        private Pair comparison() {
            Attribute attribute = attribute();
            Object typed = attribute.derived() ? "x" : SampleFeatures.value(attribute.kind(), random);
            Expression written = FF.literal(written(typed));
            int operator = random.nextInt(6);
            boolean swapped = random.nextBoolean();
            return new Pair(
                    compare(operator, swapped, property(attribute), written),
                    compare(operator, swapped, plainly(attribute), FF.literal(typed)));
        }

        private static Filter compare(int operator, boolean swapped, Expression property, Expression literal) {
            Expression a = swapped ? literal : property;
            Expression b = swapped ? property : literal;
            return switch (operator) {
                case 0 -> FF.equals(a, b);
                case 1 -> FF.notEqual(a, b);
                case 2 -> FF.less(a, b);
                case 3 -> FF.lessOrEqual(a, b);
                case 4 -> FF.greater(a, b);
                default -> FF.greaterOrEqual(a, b);
            };
        }

        private Pair between() {
            AttributeKind kind = numbersExist() && random.nextBoolean() ? AttributeKind.NUMBER : AttributeKind.TIME;
            Attribute attribute = attribute(kind);
            Object low = SampleFeatures.value(kind, random);
            Object high = SampleFeatures.value(kind, random);
            return new Pair(
                    FF.between(property(attribute), FF.literal(written(low)), FF.literal(written(high))),
                    FF.between(plainly(attribute), FF.literal(low), FF.literal(high)));
        }

        private boolean numbersExist() {
            return place.schema.attributes().stream().anyMatch(a -> a.kind() == AttributeKind.NUMBER);
        }

        private Pair text() {
            Attribute attribute = attribute();
            if (random.nextInt(3) == 0) {
                return new Pair(FF.isNull(property(attribute)), FF.isNull(plainly(attribute)));
            }
            String pattern = Stream.of("a%", "%b", "_", "a!%b", "a!_b", "a.b", "%", "i", "", "a_b", "!a", "%-%")
                    .skip(random.nextInt(12))
                    .findFirst()
                    .orElseThrow();
            boolean matchCase = random.nextBoolean();
            return new Pair(
                    FF.like(property(attribute), pattern, "%", "_", "!", matchCase),
                    FF.like(plainly(attribute), pattern, "%", "_", "!", matchCase));
        }

        private Pair temporal() {
            Attribute attribute = attribute(AttributeKind.TIME);
            Timestamp a = (Timestamp) SampleFeatures.value(AttributeKind.TIME, random);
            Timestamp b = (Timestamp) SampleFeatures.value(AttributeKind.TIME, random);
            boolean ordered = a.before(b);
            Timestamp begin = ordered ? a : b;
            Timestamp end = ordered ? b : new Timestamp(a.getTime() + 1);
            Expression period = FF.literal(new DefaultPeriod(instant(begin), instant(end)));
            Expression written = random.nextBoolean() ? FF.literal(instant(a)) : FF.literal(written(a));
            Expression property = property(attribute);
            Expression plain = plainly(attribute);
            return switch (random.nextInt(6)) {
                case 0 -> new Pair(FF.after(property, written), FF.greater(plain, FF.literal(a)));
                case 1 -> new Pair(FF.before(property, written), FF.less(plain, FF.literal(a)));
                case 2 -> new Pair(FF.tequals(property, written), FF.equals(plain, FF.literal(a)));
                case 3 -> new Pair(FF.after(property, period), FF.greater(plain, FF.literal(end)));
                case 4 -> new Pair(FF.before(property, period), FF.less(plain, FF.literal(begin)));
                default ->
                    new Pair(
                            FF.during(property, period),
                            FF.and(FF.greater(plain, FF.literal(begin)), FF.less(plain, FF.literal(end))));
            };
        }

        private static org.geotools.api.temporal.Instant instant(Date date) {
            return new DefaultInstant(new DefaultPosition(date));
        }

        private Pair identity() {
            String id = Integer.toString(random.nextInt(12));
            String own = place.schema.name() + "." + id;
            String written = Stream.of(id, own, "others." + id)
                    .skip(random.nextInt(3))
                    .findFirst()
                    .orElseThrow();
            return new Pair(
                    FF.id(FF.featureId(written), FF.featureId(place.schema.name() + ".3")),
                    FF.id(
                            FF.featureId(written.startsWith("others") ? written : own),
                            FF.featureId(place.schema.name() + ".3")));
        }

        /** What only evaluation decides. */
        private Pair undecidable() {
            Expression id = FF.property("id");
            Expression time = FF.property(attribute(AttributeKind.TIME).name());
            return Pair.same(
                    switch (random.nextInt(5)) {
                        case 0 -> FF.equals(id, plainly(attribute()));
                        case 1 -> FF.equals(FF.function("strLength", id), FF.literal(1));
                        case 2 -> FF.equal(id, FF.literal("1"), false);
                        case 3 -> FF.less(time, time);
                        default -> FF.greater(FF.add(id, FF.literal(1)), FF.literal(5));
                    });
        }

        private Pair spatial() {
            Expression geometry = FF.property("geometry");
            Expression named = FF.property(Stream.of("", "geometry", "mapillary:geometry", ".")
                    .skip(random.nextInt(4))
                    .findFirst()
                    .orElseThrow());
            Geometry near = SampleGeometries.any(random, place.lon, place.lat, 0.02);
            Expression constant = FF.literal(near);
            Expression grown = FF.function("buffer", named, FF.literal(0.005));
            Expression grownPlainly = FF.function("buffer", geometry, FF.literal(0.005));
            Coordinate a = SampleGeometries.position(random, place.lon, place.lat, 0.02);
            Coordinate b = SampleGeometries.position(random, place.lon, place.lat, 0.02);
            double west = Math.min(a.x, b.x);
            double south = Math.min(a.y, b.y);
            double east = Math.max(a.x, b.x);
            double north = Math.max(a.y, b.y);
            return switch (random.nextInt(12)) {
                case 0, 1, 2 ->
                    new Pair(
                            FF.bbox(named, west, south, east, north, ""),
                            FF.bbox(geometry, west, south, east, north, ""));
                case 3 -> new Pair(FF.intersects(constant, named), FF.intersects(constant, geometry));
                case 4 -> new Pair(FF.within(named, constant), FF.within(geometry, constant));
                case 5 -> new Pair(FF.contains(constant, named), FF.contains(constant, geometry));
                case 6 -> new Pair(FF.disjoint(named, constant), FF.disjoint(geometry, constant));
                case 7 -> new Pair(FF.crosses(named, constant), FF.crosses(geometry, constant));
                case 8 -> new Pair(FF.touches(named, constant), FF.touches(geometry, constant));
                case 9 -> new Pair(FF.intersects(grown, constant), FF.intersects(grownPlainly, constant));
                case 10 -> new Pair(FF.dwithin(named, constant, 0.004, ""), FF.dwithin(geometry, constant, 0.004, ""));
                default -> new Pair(FF.beyond(constant, named, 0.004, ""), FF.beyond(constant, geometry, 0.004, ""));
            };
        }

        /** One of the ways in which a constant may be written. */
        @SuppressWarnings("JavaUtilDate") // callers hand in dates
        private Object written(Object typed) {
            if (typed instanceof Timestamp time) {
                Instant instant = Instant.ofEpochMilli(time.getTime());
                Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"), Locale.ROOT);
                calendar.setTimeInMillis(time.getTime());
                return switch (random.nextInt(6)) {
                    case 0 -> instant.toString();
                    case 1 -> instant.toString().replace('T', ' ').replace("Z", "");
                    case 2 -> new Date(time.getTime());
                    case 3 -> calendar;
                    // small numbers are refused: see LiteralValueTest
                    case 4 -> time.getTime() < 100_000_000_000L ? time : (Object) time.getTime();
                    default -> time;
                };
            }
            if (typed instanceof Double number && random.nextBoolean()) {
                return number.toString();
            }
            if (typed instanceof Boolean && random.nextBoolean()) {
                return typed.toString();
            }
            return typed;
        }
    }
}
