package io.github.gtmapillary.sandbox.graph;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.gtmapillary.sandbox.exchange.CompressedAnswer;
import io.github.gtmapillary.sandbox.exchange.ErrorAnswer;
import io.github.gtmapillary.sandbox.exchange.GraphJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Exchanges an authorization code or a refresh token for a new user token. Older tokens stay valid. */
public final class TokenHandler implements HttpHandler {

    public static final String PATH = "/token";

    /** Close to the lifetime that clients have observed for Mapillary's tokens. */
    private static final Duration LIFE = Duration.ofDays(60);

    private static final JsonFactory JSON = new JsonFactory();

    private final GraphTokens tokens;
    private final OAuthClient client;

    public TokenHandler(GraphTokens tokens, OAuthClient client) {
        this.tokens = tokens;
        this.client = client;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try {
            if (!exchange.getRequestMethod().equals("POST")) {
                throw GraphException.invalid("Unsupported request; post to /token");
            }
            requireSecret(exchange);
            requireGrant(parameters(exchange));
            byte[] body = answer(tokens.newUserToken()).getBytes(StandardCharsets.UTF_8);
            CompressedAnswer.send(exchange, GraphJson.CONTENT_TYPE, body);
        } catch (GraphException e) {
            e.answer().send(exchange);
        }
    }

    private void requireSecret(HttpExchange exchange) {
        if (GraphTokens.inHeader(exchange).filter(client.secret()::equals).isEmpty()) {
            throw refused(1, "Error validating client secret.");
        }
    }

    private void requireGrant(QueryParameters parameters) {
        if (parameters.text("client_id").filter(client.id()::equals).isEmpty()) {
            throw refused(101, "Error validating application. Invalid application ID.");
        }
        switch (parameters.text("grant_type").orElse("")) {
            case "authorization_code" -> {
                if (parameters
                        .text("code")
                        .filter(client.authorizationCode()::equals)
                        .isEmpty()) {
                    throw refused(100, "Invalid verification code format.");
                }
            }
            case "refresh_token" -> {
                if (parameters.text("refresh_token").filter(tokens::isUserToken).isEmpty()) {
                    throw refused(190, "Invalid refresh token.");
                }
            }
            default -> throw refused(100, "Param grant_type must be authorization_code or refresh_token");
        }
    }

    private static GraphException refused(int code, String message) {
        return new GraphException(ErrorAnswer.refusedGrant(code, message));
    }

    private static String answer(String token) throws IOException {
        return GraphJson.text(json -> {
            json.writeStartObject();
            json.writeStringField("access_token", token);
            json.writeNumberField("expires_in", LIFE.toSeconds());
            json.writeStringField("token_type", "bearer");
            json.writeEndObject();
        });
    }

    private static QueryParameters parameters(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json")
                ? new QueryParameters(members(body))
                : new QueryParameters(body);
    }

    /** The members of a flat object as text, whether they were text or numbers. */
    private static Map<String, String> members(String body) {
        Map<String, String> members = new HashMap<>();
        try (JsonParser json = JSON.createParser(body)) {
            while (json.nextToken() != null) {
                if (json.currentToken() != null && json.currentToken().isScalarValue() && json.currentName() != null) {
                    members.put(json.currentName(), json.getText());
                }
            }
        } catch (IOException e) {
            throw refused(100, "Invalid JSON");
        }
        return members;
    }
}
