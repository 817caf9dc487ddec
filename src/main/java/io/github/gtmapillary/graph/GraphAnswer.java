package io.github.gtmapillary.graph;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entities in an answer of the Graph API, read one after the other. */
final class GraphAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    /** Receives each entity. */
    interface Entities {
        void entity(Map<String, @Nullable Object> members) throws IOException;
    }

    /** Reads the members of an answer that is an object. */
    private interface Members {
        void read(JsonParser json) throws IOException;
    }

    private GraphAnswer() {}

    /**
     * Reads {@code {"data": [{…}, …], "paging": {…}}}.
     *
     * @return the members of {@code paging}; none if there is no {@code paging}
     */
    static Map<String, @Nullable Object> readList(byte[] body, Entities entities) throws IOException {
        Map<String, @Nullable Object> paging = new HashMap<>();
        read(body, json -> {
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if ("data".equals(name) && value == JsonToken.START_ARRAY) {
                    readArray(json, entities);
                } else if ("paging".equals(name) && value == JsonToken.START_OBJECT) {
                    paging.putAll(JsonValue.object(json));
                } else {
                    json.skipChildren();
                }
            }
        });
        return paging;
    }

    /**
     * Reads {@code {"1": {…}, "2": {…}}}: entities by their ids, where missing entities are absent or null. It also reads a list, the form
     * of the API's other batches. It skips members that are no entities and whose names are no ids, unless there are no others.
     */
    static void readById(byte[] body, Entities entities) throws IOException {
        read(body, json -> readMembersById(json, entities));
    }

    private static void readMembersById(JsonParser json, Entities entities) throws IOException {
        boolean hasEntities = false;
        boolean hasOthers = false;
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
                hasOthers = true;
            }
        }
        if (hasOthers && !hasEntities) {
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
        read(body, json -> entities.entity(JsonValue.object(json)));
    }

    private static void read(byte[] body, Members members) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json.nextToken(), JsonToken.START_OBJECT, json);
            members.read(json);
            expect(json.nextToken(), null, json);
        } catch (JacksonException | CharConversionException e) {
            throw unreadable(e);
        }
    }

    /** Reports only the place: Jackson's own message may quote the unreadable text. */
    private static UnknownFormException unreadable(IOException e) {
        String what = "broken JSON";
        if (e instanceof JsonEOFException) {
            what = "truncated JSON";
        } else if (e instanceof StreamConstraintsException) {
            what = "JSON that is too long, or nested too deeply, to be read";
        }
        JsonLocation location = e instanceof JacksonException broken ? broken.getLocation() : null;
        return new UnknownFormException(
                location == null ? what : what + " (at " + location.offsetDescription() + ")", null);
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
