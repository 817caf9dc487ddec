package io.github.gtmapillary;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.FallibleCall;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.token.ClientSecret;
import io.github.gtmapillary.http.token.OAuthApplication;
import io.github.gtmapillary.http.token.TokenFile;
import io.github.gtmapillary.http.wire.OAuthLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets a user's token by OAuth 2.0's authorization code flow and stores it in a file for the connection parameter {@code token_file}.
 *
 * <p>Send the user to {@link #authorizationUrl}, receive the code at the redirect URI, and pass it to {@link #finish}.
 */
public final class MapillaryLogin {
    private final OAuthLogin login;
    private final OAuthApplication application;
    private final Path tokenFile;

    private MapillaryLogin(OAuthLogin login, OAuthApplication application, Path tokenFile) {
        this.login = login;
        this.application = application;
        this.tokenFile = tokenFile;
    }

    /**
     * Begins a login. Sends no request.
     *
     * @param parameters connection parameters; only {@code graph_url}, {@code timeout_seconds} and {@code allow_http} count
     * @param clientId the number of an application registered at
     *     <a href="https://www.mapillary.com/dashboard/developers">Mapillary's dashboard</a>
     * @param clientSecret the application's secret
     * @param tokenFile the file for the token; a missing folder is created
     * @return a login to {@link #finish}
     * @throws IOException if a parameter is wrong or the folder can't be created; the message never holds the secret
     */
    public static MapillaryLogin begin(Map<String, ?> parameters, String clientId, String clientSecret, Path tokenFile)
            throws IOException {
        return FallibleCall.make(FailureKind.CONFIGURATION, () -> {
            OAuthLogin login = new ParameterReader(parameters, System::getenv).login(Clock.systemUTC());
            try {
                OAuthApplication application = new OAuthApplication(clientId, ClientSecret.of(clientSecret));
                OAuthLogin.prepare(TokenFile.at(tokenFile));
                return new MapillaryLogin(login, application, tokenFile);
            } catch (IllegalArgumentException e) {
                throw new MapillaryException(FailureKind.CONFIGURATION, String.valueOf(e.getMessage()), e);
            }
        });
    }

    /**
     * Builds the address of Mapillary's page where the user consents.
     *
     * @param redirectUri the callback URL, with which the application must be registered
     * @param state an unguessable text, which comes back with the answer; ignore an answer with another one
     * @return the address to open in a browser
     */
    public URI authorizationUrl(URI redirectUri, String state) {
        return OAuthLogin.authorizationUrl(application.clientId(), redirectUri, state);
    }

    /**
     * Exchanges the code for a token and writes the token to the file, which only its owner can read.
     *
     * @param code the {@code code} that came to the redirect URI
     * @param redirectUri the redirect URI of the authorization URL
     * @param keepSecret whether the file holds the client secret too. A data store needs the secret to refresh the token; without it
     *     in the file, it takes it from the environment variable {@code MAPILLARY_CLIENT_SECRET}.
     * @return the time when the token expires unless it is refreshed
     * @throws IOException if Mapillary gives no token, or if the file can't be written
     */
    public Instant finish(String code, URI redirectUri, boolean keepSecret) throws IOException {
        return FallibleCall.make(FailureKind.CONFIGURATION, () -> {
            return login.exchange(application, code, redirectUri, TokenFile.at(tokenFile), keepSecret);
        });
    }

    /**
     * Refreshes the token in a file now.
     *
     * @param parameters connection parameters as for {@link #begin}
     * @param tokenFile a file that {@link #finish} wrote
     * @param clientSecret the application's secret; null for the one in the file
     * @return the time when the new token expires
     * @throws IOException if Mapillary gives no token, or if the file can't be written; the file is then unchanged
     */
    public static Instant refresh(Map<String, ?> parameters, Path tokenFile, @Nullable String clientSecret)
            throws IOException {
        return FallibleCall.make(FailureKind.CONFIGURATION, () -> {
            try {
                return new ParameterReader(parameters, System::getenv)
                        .login(Clock.systemUTC())
                        .refresh(
                                TokenFile.at(tokenFile),
                                Optional.ofNullable(clientSecret).map(ClientSecret::of));
            } catch (IllegalArgumentException e) {
                throw new MapillaryException(FailureKind.CONFIGURATION, String.valueOf(e.getMessage()), e);
            }
        });
    }
}
