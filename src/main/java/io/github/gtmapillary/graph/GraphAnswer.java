package io.github.gtmapillary.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities in an answer of the Graph API, read one after the other. */
final class GraphAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    /** Told of each entity. */
    interface Entities {
        void entity(Map<String, @Nullable Object> members) throws IOException;
    }

    private GraphAnswer() {}

    /**
     * Reads {@code {"data": [{…}, …], "paging": {…}}}.
     *
     * @return the members of {@code paging}, none when there is no such thing
     */
    static Map<String, @Nullable Object> readList(byte[] body, Entities entities) throws IOException {
        Map<String, @Nullable Object> paging = Map.of();
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, json);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if ("data".equals(name) && value == JsonToken.START_ARRAY) {
                    readArray(json, entities);
                } else if ("paging".equals(name) && value == JsonToken.START_OBJECT) {
                    paging = JsonValue.object(json);
                } else {
                    json.skipChildren();
                }
            }
            expect(json.nextToken(), null, json);
        }
        return paging;
    }

    /**
     * Reads {@code {"1": {…}, "2": {…}}}: entities by their ids, those that do not exist left out or null. A list, which other batches
     * of the API answer with, is read too. Members that are no entities and have no id for a name are passed over, but not if there is
     * nothing else.
     */
    static void readById(byte[] body, Entities entities) throws IOException {
        boolean hasEntities = false;
        String other = null;
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, json);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if ("data".equals(name) && value == JsonToken.START_ARRAY) {
                    readArray(json, entities);
                } else if (isId(name)) {
                    if (value != JsonToken.VALUE_NULL) {
                        expect(value, JsonToken.START_OBJECT, json);
                        entities.entity(JsonValue.object(json));
                        hasEntities = true;
                    }
                } else {
                    json.skipChildren();
                    other = name;
                }
            }
            expect(json.nextToken(), null, json);
        }
        if (other != null && !hasEntities) {
            throw new UnknownFormException("JSON of an unknown form (members, but none with an id for a name)", null);
        }
    }

    private static boolean isId(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static void readArray(JsonParser json, Entities entities) throws IOException {
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_OBJECT, json);
            entities.entity(JsonValue.object(json));
        }
    }

    /** Reads one entity. */
    static void readOne(byte[] body, Entities entities) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, json);
            entities.entity(JsonValue.object(json));
            expect(json.nextToken(), null, json);
        }
    }

    /** @param expected null for the end */
    private static void expect(@Nullable JsonToken found, @Nullable JsonToken expected, JsonParser json)
            throws IOException {
        if (found != expected) {
            throw new UnknownFormException(
                    "JSON of an unknown form (" + found + " at "
                            + json.currentLocation().offsetDescription() + " in place of "
                            + (expected == null ? "the end" : expected) + ")",
                    null);
        }
    }
}
