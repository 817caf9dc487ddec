package io.github.gtmapillary.http;

import okhttp3.HttpUrl;
import okhttp3.Request;

/** One of the two hosts as configured: turns requests into what goes over the wire, which is where the token comes in. */
final class Endpoint {

    private static final String USER_AGENT = "gt-mapillary/" + version() + " (GeoTools data store)";

    private final ApiHost host;
    private final HttpUrl baseUrl;
    private final AccessToken token;

    Endpoint(ApiHost host, ApiSettings settings) {
        this.host = host;
        this.baseUrl = settings.baseUrl(host);
        this.token = settings.token();
    }

    ApiHost host() {
        return host;
    }

    /** What messages call this host, such as {@code tiles.mapillary.com} or {@code 127.0.0.1:8080}. */
    String name() {
        boolean usualPort = baseUrl.port() == HttpUrl.defaultPort(baseUrl.scheme());
        return usualPort ? baseUrl.host() : baseUrl.host() + ":" + baseUrl.port();
    }

    Request toWire(ApiRequest request) {
        HttpUrl.Builder url = baseUrl.newBuilder().addPathSegments(request.path());
        request.parameters().forEach(url::addQueryParameter);
        Request.Builder wire = new Request.Builder()
                .header("User-Agent", USER_AGENT)
                // said by us and not by OkHttp, which would otherwise un-gzip and hide how many bytes came
                .header("Accept-Encoding", "gzip");
        switch (host) {
            // the tiles host answers 403 to an Authorization header; OkHttp encodes the "|" of a token as %7C
            case TILES -> url.addQueryParameter(ApiRequest.TOKEN_PARAMETER, token.value());
            // the Graph API takes either; a header stays out of the access logs of proxies
            case GRAPH -> wire.header("Authorization", "OAuth " + token.value());
        }
        return wire.url(url.build()).build();
    }

    private static String version() {
        String version = Endpoint.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
