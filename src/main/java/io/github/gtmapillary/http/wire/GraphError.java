package io.github.gtmapillary.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * The Graph API's error envelope: {@code {"error":{"message":…,"code":…,"error_subcode":…,"is_transient":…}}}.
 *
 * <p>The HTTP status beside it misleads (a refused token comes with 400, 401 or 500), and the message may be translated, so the code
 * counts. Public clients of the API v4 have recorded these codes and messages.
 *
 * @param message English or translated; empty if absent
 * @param code 0 if absent
 * @param subcode 0 if absent
 * @param isTransient whether the envelope itself says that the request may be repeated
 */
record GraphError(String message, int code, int subcode, boolean isTransient) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Token missing, malformed, never issued, expired or revoked. */
    boolean refusesToken() {
        return code == 190;
    }

    /** Blocked for abuse; the text is translated. */
    boolean blocksAddress() {
        return code == 368;
    }

    /** "Application request limit reached". */
    boolean limitsRequests() {
        return code == 4;
    }

    /** "Service temporarily unavailable"; some tokens that were never issued or are revoked get this answer too. */
    boolean isOutage() {
        return code == 2;
    }

    /** Code 2 is "Service temporarily unavailable". */
    boolean passes() {
        return limitsRequests() || isOutage() || isTransient;
    }

    /** "Please reduce the amount of data you're asking for, then retry your request"; one was recorded with subcode 99. */
    boolean asksForLess() {
        return code == 1 && (subcode == 99 || message.toLowerCase(Locale.ROOT).contains("reduce the amount of data"));
    }

    /** "Unsupported get request. Object with ID … does not exist, cannot be loaded due to missing permissions, …". */
    boolean knowsNoSuchEntity() {
        return code == 100 && subcode == 33;
    }

    /** The codes for messages: {@code code 100, subcode 33}. */
    String codes() {
        return "code " + code + (subcode == 0 ? "" : ", subcode " + subcode);
    }

    /**
     * The envelope in this body, if it is one. Reads the body to its end, and so also checks that it is JSON.
     *
     * @throws IOException if the body is not JSON, or not in an encoding of JSON
     */
    static Optional<GraphError> in(byte[] body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            Optional<GraphError> found = Optional.empty();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                json.skipChildren();
            } else {
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    boolean isError = json.currentName().equals("error");
                    if (json.nextToken() == JsonToken.START_OBJECT && isError) {
                        found = Optional.of(readEnvelope(json));
                    } else {
                        json.skipChildren();
                    }
                }
            }
            return found;
        }
    }

    private static GraphError readEnvelope(JsonParser json) throws IOException {
        String message = "";
        int code = 0;
        int subcode = 0;
        boolean isTransient = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "message" -> message = json.getValueAsString("");
                case "code" -> code = json.getValueAsInt();
                case "error_subcode" -> subcode = json.getValueAsInt();
                case "is_transient" -> isTransient = value == JsonToken.VALUE_TRUE;
                default -> {
                    // error_data and other fields decide nothing
                }
            }
            json.skipChildren();
        }
        return new GraphError(message, code, subcode, isTransient);
    }
}
