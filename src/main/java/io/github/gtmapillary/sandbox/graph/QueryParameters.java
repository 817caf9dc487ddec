package io.github.gtmapillary.sandbox.graph;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The decoded parameters of a request. Like the service, the sandbox ignores unknown parameters; an empty one counts as missing.
 */
final class QueryParameters {

    private final Map<String, String> values = new HashMap<>();

    /** Reads an encoded query or form. If a parameter is repeated, its first value counts. */
    QueryParameters(@Nullable String raw) {
        for (String parameter : raw == null ? new String[0] : raw.split("&", -1)) {
            String[] parts = parameter.split("=", 2);
            if (parts.length == 2 && !parts[1].isEmpty()) {
                values.putIfAbsent(decoded(parts[0]), decoded(parts[1]));
            }
        }
    }

    QueryParameters(Map<String, String> values) {
        this.values.putAll(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Returns the comma-separated values, or an empty list if the parameter is missing. */
    List<String> list(String name) {
        return text(name).stream()
                .flatMap(list -> Stream.of(list.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    Optional<Double> number(String name) {
        return read(name, Double::valueOf).filter(number -> !number.isNaN());
    }

    Optional<Long> wholeNumber(String name) {
        return read(name, Long::valueOf);
    }

    Optional<Boolean> flag(String name) {
        return read(name, text -> switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    FieldSelection fields() {
        return FieldSelection.parse(text("fields").orElse(""));
    }

    /** Reads a value. An exception of the reader becomes an error answer that blames the client. */
    <T> Optional<T> read(String name, Function<String, T> reader) {
        try {
            return text(name).map(reader);
        } catch (RuntimeException e) {
            throw GraphException.invalid("(#100) Param " + name + " is not valid");
        }
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }
}
