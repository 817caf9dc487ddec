package io.github.gtmapillary.graph;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of one entity: small, so kept as maps, lists and texts. Numbers stay texts, because ids and the like do not fit a double.
 */
final class JsonValue {

    /** A number as the answer writes it. */
    record NumberText(String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    private JsonValue() {}

    /** Reads the value at the parser's position: a map, a list, {@link String}, {@link NumberText}, {@link Boolean} or null. */
    static @Nullable Object read(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new NumberText(json.getText());
            case VALUE_NULL -> null;
            default -> json.getText();
        };
    }

    static Map<String, @Nullable Object> object(JsonParser json) throws IOException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            members.put(name, read(json));
        }
        return members;
    }

    private static List<@Nullable Object> array(JsonParser json) throws IOException {
        List<@Nullable Object> elements = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            elements.add(read(json));
        }
        return elements;
    }

    /**
     * The member at a path with dots. A value that is not an object is an object's id: {@code "7"} means the same as {@code {"id": "7"}}.
     */
    static @Nullable Object at(Map<?, ?> object, String path) {
        Object value = object;
        for (String name : path.split("\\.", -1)) {
            value = member(value, name);
        }
        return value;
    }

    private static @Nullable Object member(@Nullable Object value, String name) {
        if (value instanceof Map<?, ?> members) {
            return members.get(name);
        }
        return name.equals("id") && !(value instanceof List) ? value : null;
    }
}
