package io.github.gtmapillary.sandbox.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into maps, lists, strings, booleans, longs and doubles. No value may be null. */
public record Json(Object value) {

    private static final JsonFactory FACTORY = new JsonFactory();

    static Json of(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Json json = new Json(read(parser));
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one value: " + text);
            }
            return json;
        } catch (IOException e) {
            throw new AssertionError(text, e);
        }
    }

    /** Returns the value at a path of member names and element numbers. */
    Json at(String... path) {
        Object found = value;
        for (String step : path) {
            found = found instanceof List<?> list ? list.get(Integer.parseInt(step)) : ((Map<?, ?>) found).get(step);
            if (found == null) {
                throw new AssertionError("no " + step + " in " + value);
            }
        }
        return new Json(found);
    }

    List<String> keys() {
        return ((Map<?, ?>) value).keySet().stream().map(String.class::cast).toList();
    }

    List<Json> elements() {
        return ((List<?>) value).stream().map(element -> new Json(element)).toList();
    }

    /** Returns the ids of the entities in {@code data}. */
    List<Long> ids() {
        return at("data").elements().stream()
                .map(element -> Long.valueOf(element.text("id")))
                .toList();
    }

    boolean has(String key) {
        return keys().contains(key);
    }

    public String text(String... path) {
        return (String) at(path).value();
    }

    double number(String... path) {
        return ((Number) at(path).value()).doubleValue();
    }

    private static Object read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new AssertionError(parser.currentToken());
        };
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (object.put(name, read(parser)) != null) {
                throw new AssertionError("member given twice: " + name);
            }
        }
        return object;
    }

    private static List<Object> readArray(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(parser));
        }
        return array;
    }
}
