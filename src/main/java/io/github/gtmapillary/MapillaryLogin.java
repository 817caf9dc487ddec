package io.github.gtmapillary;

import io.github.gtmapillary.http.ClientSecret;
import io.github.gtmapillary.http.OAuthApplication;
import io.github.gtmapillary.http.OAuthLogin;
import io.github.gtmapillary.http.TokenFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Gets a user's token by OAuth 2.0's authorization code flow and keeps it in a file for the connection parameter {@code token_file}.
 *
 * <p>Send the user to {@link #authorizationUrl}, receive the code where that redirects to, and give it to {@link #finish}.
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
     * Begins a login; goes nowhere near the network.
     *
     * @param parameters connection parameters, of which {@code graph_url}, {@code timeout_seconds} and {@code allow_http} count
     * @param clientId the number of an application registered at
     *     <a href="https://www.mapillary.com/dashboard/developers">Mapillary's dashboard</a>
     * @param clientSecret the application's secret
     * @param tokenFile where the token will be; its folder is made if need be
     * @throws IOException saying what is wrong, without the secret
     */
    public static MapillaryLogin begin(Map<String, ?> parameters, String clientId, String clientSecret, Path tokenFile)
            throws IOException {
        OAuthLogin login = ConnectionParameters.readLogin(parameters, Clock.systemUTC());
        try {
            OAuthApplication application = new OAuthApplication(clientId, ClientSecret.of(clientSecret));
            OAuthLogin.prepare(TokenFile.at(tokenFile));
            return new MapillaryLogin(login, application, tokenFile);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * The page of Mapillary's where the user consents.
     *
     * @param redirectUri where the answer goes; the application must be registered with it
     * @param state comes back with the answer, which is to be ignored otherwise; must be hard to guess
     */
    public URI authorizationUrl(URI redirectUri, String state) {
        return OAuthLogin.authorizationUrl(application.clientId(), redirectUri, state);
    }

    /**
     * Exchanges the code that came back for a token and writes it to the file, which only its owner can read.
     *
     * @param redirectUri as in the authorization URL
     * @param keepSecret whether the file keeps the client secret too. A data store needs it to refresh the token; without it there,
     *     it takes it from the environment variable {@code MAPILLARY_CLIENT_SECRET}.
     * @return when the token expires unless it is refreshed
     * @throws IOException if no token was given, or it can't be kept
     */
    public Instant finish(String code, URI redirectUri, boolean keepSecret) throws IOException {
        return login.exchange(application, code, redirectUri, TokenFile.at(tokenFile), keepSecret);
    }

    /**
     * Refreshes the token of a file now.
     *
     * @param parameters as for {@link #begin}
     * @param clientSecret the application's secret; when null, the one that the file keeps
     * @return when the new token expires
     * @throws IOException if no token was given, or it can't be kept; the file is then as it was
     */
    public static Instant refresh(Map<String, ?> parameters, Path tokenFile, @Nullable String clientSecret)
            throws IOException {
        try {
            return ConnectionParameters.readLogin(parameters, Clock.systemUTC())
                    .refresh(
                            TokenFile.at(tokenFile),
                            Optional.ofNullable(clientSecret).map(ClientSecret::of));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
