package io.github.gtmapillary.sandbox.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.gtmapillary.sandbox.world.Position;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the Graph API writes it. */
public final class GraphJson {

    public static final String CONTENT_TYPE = "application/json; charset=UTF-8";

    /** The service writes numbers as PHP does and drops further digits. */
    private static final MathContext DIGITS = new MathContext(14);

    private static final int SMALLEST_PLAIN_EXPONENT = -4;
    private static final int LARGEST_PLAIN_EXPONENT = 14;

    /** No colon in the offset, so {@code ISO_OFFSET_DATE_TIME} cannot read it. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final JsonFactory FACTORY = new JsonFactory();

    private GraphJson() {}

    public static String text(Content content) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            content.write(json);
        }
        return text.toString();
    }

    /** Writes a string, boolean, integer, double, position (GeoJSON), list, or map with string keys. */
    public static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof String text) {
            json.writeString(text);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Double number) {
            json.writeNumber(number(number));
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Position position) {
            writePoint(json, position);
        } else if (value instanceof List<?> list) {
            writeList(json, list);
        } else if (value instanceof Map<?, ?> map) {
            writeMap(json, map);
        } else {
            throw new IllegalArgumentException("not for JSON: " + value);
        }
    }

    /** At most 14 significant digits, no trailing zeros, an exponent such as {@code e+18} or {@code e-05} where PHP has one. */
    static String number(double value) {
        BigDecimal rounded = new BigDecimal(value, DIGITS).stripTrailingZeros();
        if (rounded.signum() == 0) {
            return "0";
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= SMALLEST_PLAIN_EXPONENT && exponent <= LARGEST_PLAIN_EXPONENT) {
            return rounded.toPlainString();
        }
        String digits = rounded.movePointLeft(exponent).toPlainString();
        String padding = Math.abs(exponent) < 10 ? "0" : "";
        return digits + "e" + (exponent < 0 ? "-" : "+") + padding + Math.abs(exponent);
    }

    /**
     * Formats a time as all entities except images have it, such as {@code 2017-08-23T21:32:26+0000}.
     *
     * @param millis since 1970 UTC; null is returned for 0, which means unknown
     */
    public static @Nullable String time(long millis) {
        return millis == 0 ? null : TIME.format(Instant.ofEpochMilli(millis));
    }

    private static void writePoint(JsonGenerator json, Position position) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Point");
        json.writeFieldName("coordinates");
        writeList(json, List.of(position.lon(), position.lat()));
        json.writeEndObject();
    }

    private static void writeList(JsonGenerator json, List<?> list) throws IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(json, element);
        }
        json.writeEndArray();
    }

    private static void writeMap(JsonGenerator json, Map<?, ?> map) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName((String) entry.getKey());
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }

    /** Writes one part of a JSON text. */
    @FunctionalInterface
    public interface Content {
        void write(JsonGenerator json) throws IOException;
    }
}
