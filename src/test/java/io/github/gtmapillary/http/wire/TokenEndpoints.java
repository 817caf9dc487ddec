package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.token.TokenExchange;
import java.time.Duration;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;

/** Token endpoints of test servers, for tests of other packages. */
public final class TokenEndpoints {

    private TokenEndpoints() {}

    /** The one below this base URL. */
    public static TokenExchange at(HttpUrl graphUrl, SafeText safe) {
        return new TokenEndpoint(
                OkHttpApiClient.okHttp(Duration.ofSeconds(20), new ConnectionPool(), new Proxies(safe)),
                graphUrl,
                safe);
    }
}
