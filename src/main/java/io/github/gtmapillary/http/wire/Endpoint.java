package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.ApiRequest;
import io.github.gtmapillary.http.token.AccessToken;
import io.github.gtmapillary.http.token.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** One of the two hosts as configured. Turns requests into HTTP requests and adds the token. */
public final class Endpoint {

    static final String USER_AGENT = "gt-mapillary/" + version() + " (GeoTools data store)";

    /**
     * The one coding that this library decodes itself ({@link Body#inflate}). OkHttp decodes in its own way unless a request names a
     * coding.
     */
    static final String ACCEPT_ENCODING = "gzip";

    /** Never sent. */
    private static final String OWNER_PARAMETER = "token_digest";

    private final ApiHost host;
    private final HttpUrl baseUrl;
    private final Credentials credentials;

    public Endpoint(ApiHost host, ApiSettings settings) {
        this.host = host;
        this.baseUrl = settings.baseUrl(host);
        this.credentials = settings.credentials();
    }

    ApiHost host() {
        return host;
    }

    HttpUrl baseUrl() {
        return baseUrl;
    }

    /** Whether requests go to Mapillary itself, not to a server in front of it or in its place. */
    boolean isMapillarys() {
        return MapillaryHosts.include(baseUrl);
    }

    /** The host's name in messages, such as {@code tiles.mapillary.com} or {@code 127.0.0.1:8080}. */
    public String name() {
        boolean usualPort = baseUrl.port() == HttpUrl.defaultPort(baseUrl.scheme());
        return usualPort ? baseUrl.host() : baseUrl.host() + ":" + baseUrl.port();
    }

    /**
     * The request as the caches' key: without a token. Keys for the Graph API also hold whose credentials were sent, because its answers
     * may be for one user alone.
     */
    Request keyed(ApiRequest request) {
        HttpUrl.Builder url = url(request);
        if (host == ApiHost.GRAPH) {
            url.addQueryParameter(OWNER_PARAMETER, credentials.digest());
        }
        return new Request.Builder().url(url.build()).build();
    }

    /** The request as it is sent: with the token, and with OkHttp's headers for the connection. */
    Request toWire(ApiRequest request, Request keyed, AccessToken token) {
        HttpUrl.Builder url = url(request);
        Request.Builder wire = keyed.newBuilder()
                .header("User-Agent", USER_AGENT)
                .header("Accept-Encoding", ACCEPT_ENCODING)
                // directives to OkHttp's cache are not for other servers
                .removeHeader("Cache-Control");
        switch (host) {
            // the tiles host answers 403 to an Authorization header; OkHttp encodes the "|" of a token as %7C
            case TILES -> url.addQueryParameter(ApiRequest.TOKEN_PARAMETER, token.value());
            // the Graph API accepts either; proxies do not log a header
            case GRAPH -> wire.header("Authorization", "OAuth " + token.value());
        }
        return wire.url(url.build()).build();
    }

    private HttpUrl.Builder url(ApiRequest request) {
        HttpUrl.Builder url = baseUrl.newBuilder().addPathSegments(request.path());
        request.parameters().forEach(url::addQueryParameter);
        return url;
    }

    private static String version() {
        String version = Endpoint.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
