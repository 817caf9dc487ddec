package io.github.gtmapillary.http.cache;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The Graph API's answer to a request for several entities, a JSON object of entities by id: takes it apart and puts it together. */
final class EntitiesById {
    private static final JsonFactory JSON = new JsonFactory();

    private EntitiesById() {}

    /**
     * Each entity's bytes, by id; empty if the body has another form.
     *
     * @param body JSON in UTF-8
     */
    static Optional<Map<String, byte[]>> in(byte[] body) {
        if (body.length == 0 || body[0] != '{') {
            return Optional.empty();
        }
        Map<String, byte[]> entities = new LinkedHashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String id = json.currentName();
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    return Optional.empty();
                }
                int start = offset(json) - 1;
                json.skipChildren();
                int end = offset(json);
                if (start < 0 || end > body.length || body[start] != '{' || body[end - 1] != '}') {
                    return Optional.empty(); // not UTF-8, so the parser counts no bytes
                }
                entities.put(id, Arrays.copyOfRange(body, start, end));
            }
            boolean whole = json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
            return whole ? Optional.of(entities) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // the answer's decoder reports the fault
        }
    }

    /** The number of bytes that the parser has read. */
    private static int offset(JsonParser json) {
        return (int) json.currentLocation().getByteOffset();
    }

    /** The answer that holds these entities. */
    static byte[] body(Map<String, byte[]> entities) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write('{');
        for (Map.Entry<String, byte[]> entity : entities.entrySet()) {
            if (body.size() > 1) {
                body.write(',');
            }
            body.write('"');
            body.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(entity.getKey()));
            body.write('"');
            body.write(':');
            body.writeBytes(entity.getValue());
        }
        body.write('}');
        return body.toByteArray();
    }
}
