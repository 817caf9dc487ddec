package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.geotools.api.data.DataAccessFactory.Param;
import org.geotools.api.data.Parameter;
import org.jspecify.annotations.Nullable;

/** The values of all {@link ConnectionParameters}, given or by default, checked and converted to the types of their parameters. */
final class ParameterValues {
    /** Without the two parameters that GeoServer and GeoTools themselves set. */
    private static final SimilarNames OWN_KEYS = new SimilarNames(ConnectionParameters.ALL.stream()
            .map(param -> param.key)
            .filter(key ->
                    !key.equals(ConnectionParameters.DBTYPE.key) && !key.equals(ConnectionParameters.NAMESPACE.key))
            .toList());

    private final Map<String, ?> given;
    /** By key; without the parameters that have neither a value nor a default. */
    private final Map<String, Object> values = new HashMap<>();

    /**
     * Checks all values.
     *
     * @param given values by key, from forms, files or programs
     * @throws IOException if a value is wrong; the message names the key and the value
     */
    ParameterValues(Map<String, ?> given) throws IOException {
        this.given = given;
        checkKeys();
        for (Param param : ConnectionParameters.ALL) {
            Object value = converted(param);
            check(param, value);
            if (value != null) {
                values.put(param.key, value);
            }
        }
    }

    /**
     * Programs and GeoServer may add their own keys. A key that is nearly one of ours is a typing mistake, which would otherwise go
     * unnoticed.
     */
    private void checkKeys() throws IOException {
        List<String> keys =
                ConnectionParameters.ALL.stream().map(param -> param.key).toList();
        for (String key : given.keySet()) {
            if (key == null || keys.contains(key)) {
                continue;
            }
            Optional<String> meant = OWN_KEYS.like(key);
            if (meant.isPresent()) {
                throw new MapillaryException(
                        FailureKind.CONFIGURATION,
                        "There is no connection parameter " + key + ": did you mean " + meant.get() + "? There are "
                                + String.join(", ", keys));
            }
        }
    }

    private void check(Param param, @Nullable Object value) throws IOException {
        if (param.type == Boolean.class && given.get(param.key) instanceof String text && !isFlag(text)) {
            throw wrong(param, "it has to be true or false");
        }
        if (value instanceof Integer number
                && param.metadata.get(Parameter.MIN) instanceof Integer least
                && number < least) {
            throw wrong(param, "it has to be " + least + " or more");
        }
        if (param.metadata != null
                && param.metadata.get(Parameter.OPTIONS) instanceof List<?> options
                && !options.contains(value)) {
            throw wrong(param, "it has to be one of " + options);
        }
    }

    /** GeoTools takes every text but {@code true} for false, so a typing mistake would go unnoticed. */
    private static boolean isFlag(String text) {
        return text.isBlank() || text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
    }

    /** The given value, converted, or the default. Forms send an empty text for a value that is not given. */
    private @Nullable Object converted(Param param) throws IOException {
        Object value = given.get(param.key);
        if (value == null || (value instanceof String text && text.isBlank())) {
            return param.sample;
        }
        try {
            return param.lookUp(Map.of(param.key, plain(value, param)));
        } catch (IOException | RuntimeException e) {
            throw wrong(param, "it has to be of the type " + param.type.getSimpleName());
        }
    }

    /** Forms send surrounding blanks, and programs give whole numbers of any type. */
    private static Object plain(Object value, Param param) {
        if (value instanceof Long number && param.type == Integer.class) {
            return Math.toIntExact(number);
        }
        return value instanceof String text ? text.strip() : value;
    }

    String text(Param param) {
        return value(param, String.class);
    }

    int number(Param param) {
        return value(param, Integer.class);
    }

    boolean flag(Param param) {
        return value(param, Boolean.class);
    }

    <E extends Enum<E>> E choice(Param param, Class<E> choices) {
        return Enum.valueOf(choices, text(param).toUpperCase(Locale.ROOT));
    }

    /** The value of a parameter that has a default. */
    private <T> T value(Param param, Class<T> type) {
        return find(param, type).orElseThrow();
    }

    /** The value of a parameter that has no default; empty if it is not given. */
    <T> Optional<T> find(Param param, Class<T> type) {
        return Optional.ofNullable(values.get(param.key)).map(type::cast);
    }

    /** Reports a wrong value. */
    MapillaryException wrong(Param param, String reason) {
        // a password's value stays out of messages
        String shown = param.isPassword() ? param.key : param.key + "=" + given.get(param.key);
        return new MapillaryException(
                FailureKind.CONFIGURATION, "Connection parameter " + shown + " is wrong: " + reason);
    }
}
