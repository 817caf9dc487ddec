package io.github.gtmapillary.filter;

import static io.github.gtmapillary.filter.Translations.FF;

import io.github.gtmapillary.oracle.FilterGenerator.Term;
import io.github.gtmapillary.schema.Attribute;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.TypeSchema;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.expression.Expression;
import org.geotools.temporal.object.DefaultInstant;
import org.geotools.temporal.object.DefaultPeriod;
import org.geotools.temporal.object.DefaultPosition;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * Terms of all kinds, on all attributes of a type and on its geometry near a place. Names, constants and operands are written in each
 * of the ways that users may choose.
 *
 * @param random decides on the term that is written next
 */
record WrittenTerms(TypeSchema schema, double lon, double lat, Random random) {

    /** The terms, the common ones more often than others. */
    static List<Term<WrittenFilter>> near(TypeSchema schema, double lon, double lat) {
        Term<WrittenFilter> comparison = random -> new WrittenTerms(schema, lon, lat, random).comparison();
        Term<WrittenFilter> spatial = random -> new WrittenTerms(schema, lon, lat, random).spatial();
        return List.of(
                comparison,
                comparison,
                comparison,
                random -> new WrittenTerms(schema, lon, lat, random).between(),
                random -> new WrittenTerms(schema, lon, lat, random).text(),
                random -> new WrittenTerms(schema, lon, lat, random).temporal(),
                random -> new WrittenTerms(schema, lon, lat, random).identity(),
                random -> new WrittenTerms(schema, lon, lat, random).undecidable(),
                spatial,
                spatial);
    }

    private Attribute attribute() {
        List<Attribute> attributes = schema.attributes();
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

    private WrittenFilter comparison() {
        Attribute attribute = attribute();
        Object typed = attribute.derived() ? "x" : SampleFeatures.value(attribute.kind(), random);
        Expression written = FF.literal(written(typed));
        int operator = random.nextInt(6);
        boolean swapped = random.nextBoolean();
        return new WrittenFilter(
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

    private WrittenFilter between() {
        AttributeKind kind = numbersExist() && random.nextBoolean() ? AttributeKind.NUMBER : AttributeKind.TIME;
        Attribute attribute = attribute(kind);
        Object low = SampleFeatures.value(kind, random);
        Object high = SampleFeatures.value(kind, random);
        return new WrittenFilter(
                FF.between(property(attribute), FF.literal(written(low)), FF.literal(written(high))),
                FF.between(plainly(attribute), FF.literal(low), FF.literal(high)));
    }

    private boolean numbersExist() {
        return schema.attributes().stream().anyMatch(a -> a.kind() == AttributeKind.NUMBER);
    }

    private WrittenFilter text() {
        Attribute attribute = attribute();
        if (random.nextInt(3) == 0) {
            return new WrittenFilter(FF.isNull(property(attribute)), FF.isNull(plainly(attribute)));
        }
        String pattern = Stream.of("a%", "%b", "_", "a!%b", "a!_b", "a.b", "%", "i", "", "a_b", "!a", "%-%")
                .skip(random.nextInt(12))
                .findFirst()
                .orElseThrow();
        boolean matchCase = random.nextBoolean();
        return new WrittenFilter(
                FF.like(property(attribute), pattern, "%", "_", "!", matchCase),
                FF.like(plainly(attribute), pattern, "%", "_", "!", matchCase));
    }

    private WrittenFilter temporal() {
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
            case 0 -> new WrittenFilter(FF.after(property, written), FF.greater(plain, FF.literal(a)));
            case 1 -> new WrittenFilter(FF.before(property, written), FF.less(plain, FF.literal(a)));
            case 2 -> new WrittenFilter(FF.tequals(property, written), FF.equals(plain, FF.literal(a)));
            case 3 -> new WrittenFilter(FF.after(property, period), FF.greater(plain, FF.literal(end)));
            case 4 -> new WrittenFilter(FF.before(property, period), FF.less(plain, FF.literal(begin)));
            default ->
                new WrittenFilter(
                        FF.during(property, period),
                        FF.and(FF.greater(plain, FF.literal(begin)), FF.less(plain, FF.literal(end))));
        };
    }

    private static org.geotools.api.temporal.Instant instant(Date date) {
        return new DefaultInstant(new DefaultPosition(date));
    }

    private WrittenFilter identity() {
        String id = Integer.toString(random.nextInt(12));
        String own = schema.name() + "." + id;
        String written = Stream.of(id, own, "others." + id)
                .skip(random.nextInt(3))
                .findFirst()
                .orElseThrow();
        return new WrittenFilter(
                FF.id(FF.featureId(written), FF.featureId(schema.name() + ".3")),
                FF.id(FF.featureId(written.startsWith("others") ? written : own), FF.featureId(schema.name() + ".3")));
    }

    /** Terms that only evaluation decides. */
    private WrittenFilter undecidable() {
        Expression id = FF.property("id");
        Expression time = FF.property(attribute(AttributeKind.TIME).name());
        return WrittenFilter.same(
                switch (random.nextInt(5)) {
                    case 0 -> FF.equals(id, plainly(attribute()));
                    case 1 -> FF.equals(FF.function("strLength", id), FF.literal(1));
                    case 2 -> FF.equal(id, FF.literal("1"), false);
                    case 3 -> FF.less(time, time);
                    default -> FF.greater(FF.add(id, FF.literal(1)), FF.literal(5));
                });
    }

    private WrittenFilter spatial() {
        Expression geometry = FF.property("geometry");
        Expression named = FF.property(Stream.of("", "geometry", "mapillary:geometry", ".")
                .skip(random.nextInt(4))
                .findFirst()
                .orElseThrow());
        Geometry near = SampleGeometries.any(random, lon, lat, 0.02);
        Expression constant = FF.literal(near);
        Expression grown = FF.function("buffer", named, FF.literal(0.005));
        Expression grownPlainly = FF.function("buffer", geometry, FF.literal(0.005));
        Coordinate a = SampleGeometries.position(random, lon, lat, 0.02);
        Coordinate b = SampleGeometries.position(random, lon, lat, 0.02);
        double west = Math.min(a.x, b.x);
        double south = Math.min(a.y, b.y);
        double east = Math.max(a.x, b.x);
        double north = Math.max(a.y, b.y);
        return switch (random.nextInt(12)) {
            case 0, 1, 2 ->
                new WrittenFilter(
                        FF.bbox(named, west, south, east, north, ""), FF.bbox(geometry, west, south, east, north, ""));
            case 3 -> new WrittenFilter(FF.intersects(constant, named), FF.intersects(constant, geometry));
            case 4 -> new WrittenFilter(FF.within(named, constant), FF.within(geometry, constant));
            case 5 -> new WrittenFilter(FF.contains(constant, named), FF.contains(constant, geometry));
            case 6 -> new WrittenFilter(FF.disjoint(named, constant), FF.disjoint(geometry, constant));
            case 7 -> new WrittenFilter(FF.crosses(named, constant), FF.crosses(geometry, constant));
            case 8 -> new WrittenFilter(FF.touches(named, constant), FF.touches(geometry, constant));
            case 9 -> new WrittenFilter(FF.intersects(grown, constant), FF.intersects(grownPlainly, constant));
            case 10 ->
                new WrittenFilter(FF.dwithin(named, constant, 0.004, ""), FF.dwithin(geometry, constant, 0.004, ""));
            default ->
                new WrittenFilter(FF.beyond(constant, named, 0.004, ""), FF.beyond(constant, geometry, 0.004, ""));
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
