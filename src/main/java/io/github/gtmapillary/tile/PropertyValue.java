package io.github.gtmapillary.tile;

import com.google.protobuf.InvalidProtocolBufferException;
import io.github.gtmapillary.schema.AttributeKind;
import io.github.gtmapillary.schema.IsoTime;
import io.github.sebasbaumh.mapbox.vectortile.VectorTile.Tile.Value;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a property as a value of the attribute, whichever of the specification's value types holds it. An empty text means absent, except
 * for texts themselves.
 */
final class PropertyValue {
    /** From here on, several whole numbers share one double. */
    private static final double AMBIGUOUS_DOUBLES = 0x1p53;

    /** The same for a float. */
    private static final double AMBIGUOUS_FLOATS = 0x1p24;

    private static final int LONGEST_TEXT_IN_MESSAGE = 60;

    private PropertyValue() {}

    /**
     * Reads one value.
     *
     * @return text for ids and texts, {@link Double}, {@link Boolean} or {@link Long} (milliseconds since 1970); null if unknown
     * @throws UnreadableValueException if the value has no meaning for the attribute
     */
    static @Nullable Object read(Value value, AttributeKind kind) throws InvalidProtocolBufferException {
        return switch (kind) {
            case ID -> id(value);
            case TEXT -> text(value);
            case NUMBER, INTEGER -> number(value);
            case FLAG -> flag(value);
            case TIME -> time(value);
            case JSON, IDS, SEGMENTATION, POSITION ->
                throw new InvalidProtocolBufferException("No property of a tile is a " + kind + ".");
        };
    }

    private static @Nullable String id(Value value) throws InvalidProtocolBufferException {
        if (value.hasDoubleValue() || value.hasFloatValue()) {
            double number = value.hasDoubleValue() ? value.getDoubleValue() : value.getFloatValue();
            double ambiguous = value.hasDoubleValue() ? AMBIGUOUS_DOUBLES : AMBIGUOUS_FLOATS;
            if (number != Math.rint(number) || Math.abs(number) >= ambiguous) {
                throw new UnreadableValueException("the id " + number + " is no exact whole number.");
            }
            return Long.toString((long) number);
        }
        if (value.hasBoolValue()) {
            throw new UnreadableValueException("an id is a flag.");
        }
        String text = text(value);
        return text == null || text.isEmpty() ? null : text;
    }

    private static @Nullable String text(Value value) {
        if (value.hasStringValue()) {
            return value.getStringValue();
        }
        if (value.hasIntValue()) {
            return Long.toString(value.getIntValue());
        }
        if (value.hasUintValue()) {
            return Long.toUnsignedString(value.getUintValue());
        }
        if (value.hasSintValue()) {
            return Long.toString(value.getSintValue());
        }
        if (value.hasBoolValue()) {
            return Boolean.toString(value.getBoolValue());
        }
        Double number = fraction(value);
        return number == null ? null : number.toString();
    }

    private static @Nullable Double number(Value value) throws InvalidProtocolBufferException {
        Double number = fraction(value);
        if (number == null) {
            Long whole = whole(value);
            number = whole == null ? null : Double.valueOf(whole);
        }
        if (number == null && hasText(value)) {
            try {
                number = Double.valueOf(value.getStringValue());
            } catch (NumberFormatException e) {
                throw unreadable(value, "number");
            }
        }
        // NaN means unknown, and -0 becomes 0, because filters compare them so
        return number == null || number.isNaN() ? null : number + 0.0;
    }

    private static @Nullable Boolean flag(Value value) throws InvalidProtocolBufferException {
        if (value.hasBoolValue()) {
            return value.getBoolValue();
        }
        String text = text(value);
        if (text == null || text.isEmpty()) {
            return null;
        }
        return switch (text) {
            case "1", "1.0", "true" -> true;
            case "0", "0.0", "false" -> false;
            default -> throw unreadable(value, "flag");
        };
    }

    /** Milliseconds since 1970, or ISO 8601 as in the Graph API; 0 stands for an unknown time. */
    private static @Nullable Long time(Value value) throws InvalidProtocolBufferException {
        Long millis = isIsoTime(value) ? Long.valueOf(isoTime(value)) : whole(value);
        if (millis == null) {
            Double number = number(value);
            millis = number == null ? null : Long.valueOf(number.longValue());
        }
        return millis == null || millis == 0 ? null : millis;
    }

    /** Tells an ISO 8601 time from a number in a text: only the time has a T. */
    private static boolean isIsoTime(Value value) {
        return value.hasStringValue() && value.getStringValue().indexOf('T') >= 0;
    }

    private static long isoTime(Value value) throws InvalidProtocolBufferException {
        try {
            return IsoTime.millis(value.getStringValue());
        } catch (DateTimeException | ArithmeticException e) {
            throw unreadable(value, "time");
        }
    }

    private static @Nullable Double fraction(Value value) {
        if (value.hasDoubleValue()) {
            return value.getDoubleValue();
        }
        return value.hasFloatValue() ? Double.valueOf(value.getFloatValue()) : null;
    }

    private static @Nullable Long whole(Value value) {
        if (value.hasIntValue()) {
            return value.getIntValue();
        }
        if (value.hasUintValue()) {
            return value.getUintValue();
        }
        return value.hasSintValue() ? Long.valueOf(value.getSintValue()) : null;
    }

    private static boolean hasText(Value value) {
        return value.hasStringValue() && !value.getStringValue().isEmpty();
    }

    private static UnreadableValueException unreadable(Value value, String what) {
        String text = String.valueOf(text(value)).replaceAll("\\p{Cc}", " ");
        String beginning =
                text.length() <= LONGEST_TEXT_IN_MESSAGE ? text : text.substring(0, LONGEST_TEXT_IN_MESSAGE) + "…";
        return new UnreadableValueException("'" + beginning + "' is no " + what + ".");
    }
}
