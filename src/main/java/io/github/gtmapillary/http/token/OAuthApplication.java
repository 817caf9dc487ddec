package io.github.gtmapillary.http.token;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An application registered at <a href="https://www.mapillary.com/dashboard/developers">Mapillary's dashboard</a>.
 *
 * @param clientId its number there, 1 to 20 digits (API documentation, "Token Exchange": an int)
 * @param secret proves the application's identity
 */
public record OAuthApplication(String clientId, ClientSecret secret) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,20}");

    /** @throws IllegalArgumentException if the client id is not a number. The message does not show it, since it may be a secret. */
    public OAuthApplication {
        Objects.requireNonNull(secret, "secret");
        checkClientId(clientId);
    }

    public static void checkClientId(String clientId) {
        if (!NUMBER.matcher(clientId).matches()) {
            throw new IllegalArgumentException("the client id must be a number of 1 to 20 digits, as"
                    + " https://www.mapillary.com/dashboard/developers shows it beside the application");
        }
    }
}
