package io.github.gtmapillary.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gtmapillary.graph.JsonValue.NumberText;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.IsoTime;
import java.io.IOException;
import java.io.StringWriter;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/** Reads a field's JSON as a value of the attribute, in each form that the API has been seen to write. */
final class FieldValue {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private static final int LONGEST_TEXT_IN_MESSAGE = 60;

    /** Many times the length of an id, a number, a flag or a time. */
    private static final int LONGEST_WORD = 1000;

    private FieldValue() {}

    /**
     * Reads a value.
     *
     * @return the value for a row; null if the field is missing or empty
     * @throws IOException if the JSON has no meaning as such a value
     */
    static @Nullable Object read(@Nullable Object json, AttributeKind kind, String field) throws IOException {
        if (json == null || "".equals(json)) {
            return null;
        }
        try {
            return switch (kind) {
                case ID -> word(json);
                case TEXT -> json instanceof Map || json instanceof List ? text(json) : json.toString();
                case NUMBER, INTEGER -> number(word(json));
                case FLAG -> flag(word(json));
                case TIME -> time(json);
                case JSON -> text(json);
                case IDS -> ids(json);
                case SEGMENTATION -> DetectionGeometry.toWkt(plain(json));
                case POSITION -> position(json);
            };
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException | ClassCastException e) {
            throw new UnknownFormException("a " + field + " that is no " + kind + " (" + beginning(json) + ")", e);
        }
    }

    private static String beginning(Object json) {
        String text = json.toString().replaceAll("\\p{Cc}", " ");
        return text.length() <= LONGEST_TEXT_IN_MESSAGE ? text : text.substring(0, LONGEST_TEXT_IN_MESSAGE) + "…";
    }

    /** Values without members. */
    private static String plain(Object json) {
        if (json instanceof Map || json instanceof List) {
            throw new IllegalArgumentException("it has parts");
        }
        return json.toString();
    }

    private static String word(Object json) {
        String text = plain(json);
        if (text.length() > LONGEST_WORD) {
            throw new IllegalArgumentException("it has " + text.length() + " characters");
        }
        return text;
    }

    /** NaN becomes unknown, and -0 becomes 0, because filters compare them so. */
    private static @Nullable Double number(String text) {
        double number = Double.parseDouble(text);
        return Double.isNaN(number) ? null : number + 0.0;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** Milliseconds since 1970 or ISO 8601, either in any field; 0 means unknown. */
    private static @Nullable Long time(Object json) {
        String text = word(json);
        long millis = json instanceof NumberText || text.chars().allMatch(Character::isDigit)
                ? Double.valueOf(text).longValue()
                : IsoTime.millis(text);
        return millis == 0 ? null : millis;
    }

    private static String text(Object json) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            write(json, generator);
        }
        return text.toString();
    }

    private static void write(@Nullable Object json, JsonGenerator generator) throws IOException {
        if (json instanceof Map<?, ?> members) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                generator.writeFieldName(String.valueOf(member.getKey()));
                write(member.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (json instanceof List<?> elements) {
            generator.writeStartArray();
            for (Object element : elements) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (json instanceof NumberText number) {
            generator.writeRawValue(number.text());
        } else if (json instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (json == null) {
            generator.writeNull();
        } else {
            generator.writeString(json.toString());
        }
    }

    /** The ids in {@code {"data": [{"id": "1"}, …]}} or in a list of ids. */
    private static String ids(Object json) {
        Object list =
                json instanceof Map<?, ?> members ? Objects.requireNonNullElse(members.get("data"), List.of()) : json;
        return ((List<?>) list)
                .stream()
                        .map(element -> element instanceof Map<?, ?> members ? members.get("id") : element)
                        .map(FieldValue::idInList)
                        .collect(Collectors.joining(","));
    }

    private static String idInList(@Nullable Object id) {
        if (id == null) {
            throw new IllegalArgumentException("an id is missing");
        }
        return word(id);
    }

    /** A GeoJSON point; null if it has no coordinates. */
    private static @Nullable Point position(Object json) {
        Object coordinates = ((Map<?, ?>) json).get("coordinates");
        if (coordinates == null) {
            return null;
        }
        List<?> numbers = (List<?>) coordinates;
        if (numbers.size() < 2) {
            throw new IllegalArgumentException("a point with " + numbers.size() + " coordinates");
        }
        return GEOMETRIES.createPoint(new Coordinate(degrees(numbers.get(0)), degrees(numbers.get(1))));
    }

    private static double degrees(@Nullable Object json) {
        double degrees = json == null ? Double.NaN : Double.parseDouble(word(json));
        if (!Double.isFinite(degrees)) {
            throw new IllegalArgumentException("a coordinate that is not finite");
        }
        return degrees;
    }
}
