package io.github.gtmapillary.sandbox.exchange;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An error in the service's envelope.
 *
 * @param status the HTTP status, which often differs from the one that HTTP prescribes
 * @param type {@code MLYApiException} or {@code OAuthException}
 * @param code the error code of the service
 * @param message plain text
 * @param details further members of the envelope, such as {@code error_subcode}: whole numbers or objects
 */
public record ErrorAnswer(int status, String type, int code, String message, Map<String, Object> details) {

    public static final ErrorAnswer NOT_FOUND = new ErrorAnswer(404, "MLYApiException", 100, "Unknown path", Map.of());

    /** The answer of the tiles host to a missing or unknown token. */
    public static final ErrorAnswer INVALID_TOKEN =
            new ErrorAnswer(403, "OAuthException", 190, "Invalid OAuth 2.0 Access Token", Map.of());

    /** The answer of the graph host to a request without a token. The client is at fault although the status says otherwise. */
    public static final ErrorAnswer NO_TOKEN = new ErrorAnswer(
            500, "MLYApiException", 190, "Invalid OAuth 2.0 Access Token", Map.of("error_data", Map.of()));

    /** The answer of the graph host to a malformed token. */
    public static final ErrorAnswer MALFORMED_TOKEN =
            new ErrorAnswer(401, "OAuthException", 190, "Failed to decode", Map.of());

    public static final ErrorAnswer TOO_MUCH_DATA = new ErrorAnswer(
            500,
            "OAuthException",
            1,
            "Please reduce the amount of data you're asking for, then retry your request",
            Map.of("error_subcode", 99));

    public static final ErrorAnswer UNKNOWN_ERROR =
            new ErrorAnswer(500, "MLYApiException", 1, "An unknown error occurred", Map.of());

    public ErrorAnswer {
        details = Map.copyOf(details);
    }

    /** The answer to a well-formed token that was never issued. The status depends on where the request carried it. */
    public static ErrorAnswer unknownToken(int status) {
        return new ErrorAnswer(status, "OAuthException", 190, "Error validating application", Map.of());
    }

    /** The answer to an unknown id, a deleted entity or a malformed id. The service does not tell them apart. */
    public static ErrorAnswer unknownId(String id) {
        return new ErrorAnswer(
                400,
                "MLYApiException",
                100,
                "Unsupported get request. Object with ID '" + id + "' does not exist, cannot be loaded due to missing"
                        + " permissions, or does not support this operation",
                Map.of("error_subcode", 33));
    }

    public static ErrorAnswer unknownField(String field, String nodeType) {
        return invalid("Tried accessing nonexisting field (" + field + ") on node type (" + nodeType + ")");
    }

    public static ErrorAnswer invalid(String message) {
        return new ErrorAnswer(400, "MLYApiException", 100, message, Map.of());
    }

    public static ErrorAnswer refusedGrant(int code, String message) {
        return new ErrorAnswer(400, "OAuthException", code, message, Map.of());
    }

    public void send(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", GraphJson.CONTENT_TYPE);
        byte[] body = json().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private String json() throws IOException {
        return GraphJson.text(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("error");
            json.writeStringField("message", message);
            json.writeStringField("type", type);
            json.writeNumberField("code", code);
            for (Map.Entry<String, Object> detail : details.entrySet()) {
                json.writeFieldName(detail.getKey());
                GraphJson.write(json, detail.getValue());
            }
            json.writeStringField("fbtrace_id", "Asandbox000000000000000");
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
