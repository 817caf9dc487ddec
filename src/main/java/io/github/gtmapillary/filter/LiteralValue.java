package io.github.gtmapillary.filter;

import io.github.gtmapillary.model.InvalidQueryException;
import io.github.gtmapillary.schema.Attribute;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts the constants of a filter to the kind of value of the attribute that they are compared with. */
final class LiteralValue {
    /** The greatest whole numbers up to which doubles and floats hold every whole number. */
    private static final double WHOLE_DOUBLES = 0x1p53;

    private static final float WHOLE_FLOATS = 0x1p24f;

    /**
     * Smaller numbers are rejected as times. In milliseconds they mean a time before March 1973. Most of them are meant as a year, as
     * a date written as a number, or as seconds.
     */
    private static final BigDecimal LEAST_MILLIS = BigDecimal.valueOf(100_000_000_000L);

    /** The last millisecond that a {@link Timestamp} can hold without overflow. */
    private static final BigDecimal MOST_MILLIS = BigDecimal.valueOf(Long.MAX_VALUE / 1000 * 1000);

    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("(.*T.*[+-]\\d{2})(\\d{2})");

    private LiteralValue() {}

    /**
     * Converts a constant.
     *
     * @return {@link String}, {@link Double}, {@link Boolean} or {@link Timestamp}
     * @throws InvalidQueryException if the constant cannot be converted; the message names the attribute and the constant
     */
    static Object as(Object value, Attribute attribute) throws InvalidQueryException {
        Optional<?> converted = switch (attribute.kind()) {
            case ID -> Optional.of(id(value, attribute));
            case TEXT, JSON, IDS, SEGMENTATION -> Optional.of(text(value));
            case NUMBER, INTEGER -> number(value);
            case FLAG -> flag(value);
            case TIME ->
                (value instanceof Number number ? time(number, attribute) : time(value))
                        .filter(LiteralValue::fitsTimestamp)
                        .map(Timestamp::from);
            case POSITION -> Optional.of(value);
        };
        if (converted.isEmpty()) {
            throw new InvalidQueryException(attribute.name() + " is compared with '" + value + "', which is no "
                    + switch (attribute.kind()) {
                        case ID, TEXT, JSON, IDS, SEGMENTATION -> "text";
                        case NUMBER, INTEGER -> "number";
                        case POSITION -> "position";
                        case FLAG -> "flag: write true or false";
                        case TIME -> "time: write it as 2022-01-31T12:00:00Z";
                    });
        }
        return converted.get();
    }

    private static String id(Object value, Attribute attribute) throws InvalidQueryException {
        boolean rounded = (value instanceof Double number && Math.abs(number) > WHOLE_DOUBLES)
                || (value instanceof Float single && Math.abs(single) > WHOLE_FLOATS);
        if (rounded) {
            throw new InvalidQueryException(attribute.name() + " is compared with the number " + value
                    + ", which has lost its last digits: write ids in quotes");
        }
        return text(value);
    }

    private static String text(Object value) {
        boolean decimal = (value instanceof Double number && Double.isFinite(number))
                || (value instanceof Float single && Float.isFinite(single))
                || value instanceof BigDecimal;
        if (decimal) {
            return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }

    private static Optional<Double> number(Object value) {
        if (value instanceof Number number) {
            return notNaN(number.doubleValue());
        }
        try {
            return notNaN(Double.parseDouble(value.toString().strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** NaN is rejected, because GeoTools' comparisons take every number for less than NaN. */
    private static Optional<Double> notNaN(double number) {
        return Double.isNaN(number) ? Optional.empty() : Optional.of(number + 0.0);
    }

    private static Optional<Boolean> flag(Object value) {
        return switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "1.0", "yes" -> Optional.of(true);
            case "false", "0", "0.0", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** Beyond this time, {@link Timestamp#from} overflows silently. */
    private static boolean fitsTimestamp(Instant instant) {
        return Math.abs(instant.getEpochSecond()) < Long.MAX_VALUE / 1000;
    }

    /**
     * Converts a number of milliseconds since 1970, which may have a fraction.
     *
     * @throws InvalidQueryException if the number is too small to be meant as milliseconds
     */
    private static Optional<Instant> time(Number number, Attribute attribute) throws InvalidQueryException {
        if (!Double.isFinite(number.doubleValue())) {
            return Optional.empty();
        }
        BigDecimal millis = new BigDecimal(number.toString());
        if (millis.compareTo(LEAST_MILLIS) < 0) {
            throw tooSmall(millis, attribute);
        }
        if (millis.compareTo(MOST_MILLIS) > 0) {
            return Optional.empty();
        }
        BigDecimal nanos = millis.movePointRight(6).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal[] seconds = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
        return Optional.of(Instant.ofEpochSecond(seconds[0].longValueExact(), seconds[1].longValueExact()));
    }

    private static InvalidQueryException tooSmall(BigDecimal number, Attribute attribute) {
        String written = number.stripTrailingZeros().toPlainString();
        String year = YEAR.matcher(written).matches() ? written : "2022";
        return new InvalidQueryException(attribute.name() + " is a time and is compared with the number " + written
                + ", which would count milliseconds since 1970: write a year or a date in quotes, as in '" + year
                + "-01-01'");
    }

    /** Times without a zone are UTC, because all of Mapillary's times are. */
    @SuppressWarnings("JavaUtilDate") // GeoTools' parsers hand out dates
    private static Optional<Instant> time(Object value) {
        if (value instanceof Timestamp timestamp) {
            return Optional.of(timestamp.toInstant());
        }
        if (value instanceof Date date) {
            // java.sql.Date has no toInstant
            return Optional.of(Instant.ofEpochMilli(date.getTime()));
        }
        if (value instanceof Calendar calendar) {
            return Optional.of(calendar.toInstant());
        }
        if (value instanceof org.geotools.api.temporal.Instant instant) {
            return Optional.ofNullable(instant.getPosition().getDate())
                    .map(date -> Instant.ofEpochMilli(date.getTime()));
        }
        return parse(value.toString().strip());
    }

    private static Optional<Instant> parse(String text) {
        try {
            String iso = OFFSET_WITHOUT_COLON.matcher(text.replace(' ', 'T')).replaceFirst("$1:$2");
            if (YEAR.matcher(iso).matches()) {
                iso += "-01-01";
            } else if (MONTH.matcher(iso).matches()) {
                iso += "-01";
            }
            if (!iso.contains("T")) {
                return Optional.of(LocalDate.parse(iso.replaceFirst("Z$", ""))
                        .atStartOfDay()
                        .toInstant(ZoneOffset.UTC));
            }
            boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            if (iso.endsWith("]")) {
                return Optional.of(ZonedDateTime.parse(iso).toInstant());
            }
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
