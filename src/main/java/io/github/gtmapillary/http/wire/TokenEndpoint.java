package io.github.gtmapillary.http.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.gtmapillary.failure.FailureKind;
import io.github.gtmapillary.failure.MapillaryException;
import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.token.AccessToken;
import io.github.gtmapillary.http.token.ClientSecret;
import io.github.gtmapillary.http.token.OAuthApplication;
import io.github.gtmapillary.http.token.TokenExchange;
import io.github.gtmapillary.http.token.TokenGrant;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges authorization codes and earlier tokens for users' tokens: {@code POST /token} of the Graph API (API documentation, "Token
 * Exchange" and "Refresh Flow"). The parameters are a form, and the client secret is in the header.
 */
final class TokenEndpoint implements TokenExchange {

    /** Tokens are short; a longer text is none. */
    private static final int MOST_BYTES = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();
    private static final String PATH = "token";

    /** A longer life is a mistake, and would overflow a date. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(36_500);

    private final OkHttpClient okHttp;
    private final HttpUrl url;
    private final SafeText safe;

    /**
     * @param graphUrl base URL of the Graph API
     * @param safe hides every secret sent or received
     */
    TokenEndpoint(OkHttpClient okHttp, HttpUrl graphUrl, SafeText safe) {
        this.okHttp = okHttp;
        this.url = graphUrl.newBuilder().addPathSegment(PATH).build();
        this.safe = safe;
    }

    /**
     * Exchanges the code of a user's consent for a token.
     *
     * @param redirectUri the address that received the code
     * @throws IOException with a message of one line that says what to do, without a secret
     */
    TokenGrant exchange(OAuthApplication application, String code, String redirectUri) throws IOException {
        safe.alsoHide(code);
        return grant(
                application,
                "check the client id, the client secret (" + ClientSecret.VARIABLE
                        + ") and that the application is registered with the callback URL " + redirectUri,
                new FormBody.Builder()
                        .add("grant_type", "authorization_code")
                        .add("client_id", application.clientId())
                        .add("code", code)
                        .add("redirect_uri", redirectUri)
                        .build());
    }

    @Override
    public TokenGrant refresh(OAuthApplication application, AccessToken token) throws IOException {
        safe.alsoHide(token.value());
        return grant(
                application,
                "check the client secret (" + ClientSecret.VARIABLE + "), or log in again with 'mapillary login'",
                new FormBody.Builder()
                        .add("grant_type", "refresh_token")
                        .add("client_id", application.clientId())
                        .add("refresh_token", token.value())
                        .build());
    }

    private TokenGrant grant(OAuthApplication application, String advice, FormBody form) throws IOException {
        safe.alsoHide(application.secret().value());
        Request request = new Request.Builder()
                .url(url)
                .header("User-Agent", Endpoint.USER_AGENT)
                .header("Accept-Encoding", Endpoint.ACCEPT_ENCODING)
                .header("Authorization", "OAuth " + application.secret().value())
                .post(form)
                .build();
        WireAnswer answer = send(request);
        Optional<GraphError> refusal = refusal(answer);
        if (refusal.isPresent()) {
            GraphError error = refusal.get();
            throw new MapillaryException(
                    kindOf(error),
                    url.host() + " gave no token (HTTP " + answer.status() + ", " + error.codes() + ": \""
                            + safe.excerpt(error.message()) + "\"): "
                            + (error.passes() ? "a passing fault of Mapillary, try again later" : advice));
        }
        TokenGrant grant = granted(answer);
        if (grant == null) {
            // no excerpt of the body: it may hold a token
            throw new MapillaryException(
                    FailureKind.UNEXPECTED_ANSWER,
                    url.host() + " answered the request for a token with HTTP " + answer.status() + " and "
                            + answer.body().length
                            + " bytes that hold none: a fault of Mapillary, try again later, or graph_url"
                            + " leads elsewhere");
        }
        safe.alsoHide(grant.token().value());
        return grant;
    }

    private static FailureKind kindOf(GraphError error) {
        if (error.blocksAddress()) {
            return FailureKind.BLOCKED;
        }
        if (error.limitsRequests()) {
            return FailureKind.RATE_LIMIT;
        }
        return error.passes() ? FailureKind.UNAVAILABLE : FailureKind.TOKEN;
    }

    private WireAnswer send(Request request) throws IOException {
        try (Response response = okHttp.newCall(request).execute()) {
            return WireAnswer.read(response, MOST_BYTES);
        } catch (IOException e) {
            NetworkFailure reason = NetworkFailure.of(
                    e,
                    Duration.ofMillis(okHttp.callTimeoutMillis()),
                    ApiHost.GRAPH.urlParameter(),
                    Proxies.nameFor(okHttp.proxySelector(), url));
            throw new MapillaryException(
                    reason.kind(),
                    url.host() + " did not answer the request for a token: " + reason.reason() + " ("
                            + safe.excerpt(e.toString()) + ")",
                    safe.copyOf(e));
        }
    }

    private static Optional<GraphError> refusal(WireAnswer answer) {
        try {
            return GraphError.in(answer.body());
        } catch (IOException e) {
            return Optional.empty(); // no JSON, and so no token either, which is reported later
        }
    }

    /** The token in an answer with status 200, or null. */
    private static @Nullable TokenGrant granted(WireAnswer answer) {
        if (answer.status() != 200) {
            return null;
        }
        String token = "";
        long seconds = 0;
        try (JsonParser json = JSON.createParser(answer.body())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("access_token")) {
                    token = json.getValueAsString("");
                } else if (name.equals("expires_in")) {
                    seconds = json.getValueAsLong();
                }
                json.skipChildren();
            }
            boolean usable = seconds > 0 && seconds <= LONGEST_LIFE.toSeconds();
            return usable ? new TokenGrant(AccessToken.of(token), Duration.ofSeconds(seconds)) : null;
        } catch (IOException | IllegalArgumentException e) {
            return null; // the faulty value must not be quoted
        }
    }
}
