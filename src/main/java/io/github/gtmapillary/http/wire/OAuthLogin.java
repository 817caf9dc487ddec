package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.files.OwnerOnlyFile;
import io.github.gtmapillary.http.token.ClientSecret;
import io.github.gtmapillary.http.token.OAuthApplication;
import io.github.gtmapillary.http.token.StoredToken;
import io.github.gtmapillary.http.token.TokenFile;
import io.github.gtmapillary.http.token.TokenGrant;
import io.github.gtmapillary.http.token.TokenRefresh;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;

/**
 * Gets users' tokens by OAuth 2.0's authorization code flow (API documentation, "OAuth 2.0"; RFC 6749, section 4.1).
 *
 * @param graphUrl base URL of the Graph API, whose {@code /token} issues tokens; http or https
 * @param timeout limit for a whole request, 1 s to 1 h
 * @param allowHttp whether the client secret may go over plain http to hosts other than this machine
 * @param clock the time at which a token counts as issued
 */
public record OAuthLogin(String graphUrl, Duration timeout, boolean allowHttp, Clock clock) {

    private static final String CONNECT = "https://www.mapillary.com/connect";

    /** A data store only reads; the application must have this scope. */
    private static final String SCOPE = "read";

    /** @throws IllegalArgumentException if a value is not usable; the message names the connection parameter and the value */
    public OAuthLogin {
        graphUrl = graphUrl.strip();
        ApiSettings.checkUrl(ApiHost.GRAPH, graphUrl, new SafeText(), allowHttp);
        ApiSettings.checkTimeout(timeout);
    }

    /**
     * Mapillary's page that asks the user for consent.
     *
     * @param redirectUri where the answer goes; it must equal the application's registered callback URL
     * @param state returned with the answer; must be hard to guess
     */
    public static URI authorizationUrl(String clientId, URI redirectUri, String state) {
        OAuthApplication.checkClientId(clientId);
        return HttpUrl.get(CONNECT)
                .newBuilder()
                .addQueryParameter("client_id", clientId)
                .addQueryParameter("response_type", "code")
                .addQueryParameter("scope", SCOPE)
                .addQueryParameter("state", state)
                .addQueryParameter("redirect_uri", redirectUri.toString())
                .build()
                .uri();
    }

    /**
     * Makes the folder for a token file, and checks that the file can be written before the user has to do anything.
     *
     * @throws IOException naming the file
     */
    public static void prepare(TokenFile file) throws IOException {
        Path folder = file.path().toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file.path())) {
            throw new MapillaryException(
                    FailureKind.CONFIGURATION, "Can't write a token to " + file + ": it is a folder");
        }
        try {
            OwnerOnlyFile.createFolder(folder);
            file.open().close();
        } catch (IOException e) {
            throw new MapillaryException(FailureKind.CONFIGURATION, "Can't write a token to " + file + ": " + e, e);
        }
    }

    /**
     * Exchanges the code of a user's consent for a token and writes it to the file.
     *
     * @param redirectUri as in the authorization URL
     * @param keepSecret whether the file also gets the client secret, so that the file alone is enough to refresh the token
     * @return when the token expires unless it is refreshed
     * @throws IOException if no token was issued, or it can't be written; the message holds no secret
     */
    public Instant exchange(
            OAuthApplication application, String code, URI redirectUri, TokenFile file, boolean keepSecret)
            throws IOException {
        TokenGrant grant = ask(endpoint -> endpoint.exchange(application, code, redirectUri.toString()));
        Instant now = clock.instant();
        Instant end = now.plus(grant.life());
        ClientSecret secret = keepSecret ? application.secret() : null;
        try (TokenFile.Session session = file.open()) {
            session.write(new StoredToken(grant.token(), now, end, application.clientId(), secret));
        }
        return end;
    }

    /**
     * Refreshes a token now, even if it expires much later.
     *
     * @param secret the application's secret; when empty, the one in the file
     * @return when the new token expires
     * @throws IOException if no token was issued, or it can't be written; the file then stays as it was
     */
    public Instant refresh(TokenFile file, Optional<ClientSecret> secret) throws IOException {
        try (TokenFile.Session session = file.open()) {
            StoredToken old = file.read();
            StoredToken next = ask(endpoint -> new TokenRefresh(endpoint, secret.orElse(null), clock).of(old));
            session.write(next);
            return Objects.requireNonNull(next.expiresAt(), "every token that is given ends");
        }
    }

    private <T> T ask(TokenRequest<T> request) throws IOException {
        ConnectionPool connections = new ConnectionPool();
        SafeText safe = new SafeText();
        try {
            return request.sendTo(new TokenEndpoint(
                    OkHttpApiClient.okHttp(timeout, connections, new Proxies(safe)), HttpUrl.get(graphUrl), safe));
        } finally {
            connections.evictAll();
        }
    }

    /** A request to the token endpoint. */
    @FunctionalInterface
    private interface TokenRequest<T> {
        T sendTo(TokenEndpoint endpoint) throws IOException;
    }
}
