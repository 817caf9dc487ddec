package io.github.gtmapillary.http.wire;

import io.github.gtmapillary.http.ApiHost;
import io.github.gtmapillary.http.SafeText;
import io.github.gtmapillary.http.token.AccessToken;
import io.github.gtmapillary.http.token.Credentials;
import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where the API is and how it may be asked, checked when made.
 *
 * @param tilesUrl base URL of the vector tiles, http or https, perhaps with a path (a caching proxy); a trailing slash is the
 *     same as none
 * @param graphUrl base URL of the Graph API, likewise
 * @param credentials one of them goes with every request
 * @param connections most requests at once for each of the two hosts, 1 to 64
 * @param timeout for one whole call from connecting to the last byte, 1 s to 1 h; waiting for a free connection does not count
 * @param allowHttp whether plain http may go to other hosts than this machine
 */
public record ApiSettings(
        String tilesUrl,
        String graphUrl,
        Credentials credentials,
        int connections,
        Duration timeout,
        boolean allowHttp) {

    private static final int MOST_CONNECTIONS = 64;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);
    private static final Pattern LOOPBACK = Pattern.compile("localhost|::1|127(\\.\\d{1,3}){3}");

    /** @throws IllegalArgumentException naming the connection parameter and its value, should one not be usable */
    public ApiSettings {
        SafeText safe = new SafeText();
        credentials.accessToken().ifPresent(token -> safe.alsoHide(token.value()));
        tilesUrl = tilesUrl.strip();
        graphUrl = graphUrl.strip();
        checkUrl(ApiHost.TILES, tilesUrl, safe, allowHttp);
        checkUrl(ApiHost.GRAPH, graphUrl, safe, allowHttp);
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException(
                    "connections must be from 1 to " + MOST_CONNECTIONS + ", but is " + connections);
        }
        checkTimeout(timeout);
    }

    /** With an access token alone; throws as the other constructor does. */
    public ApiSettings(
            String tilesUrl, String graphUrl, AccessToken token, int connections, Duration timeout, boolean allowHttp) {
        this(tilesUrl, graphUrl, Credentials.of(token), connections, timeout, allowHttp);
    }

    static void checkTimeout(Duration timeout) {
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout_seconds must be from 1 to " + LONGEST_TIMEOUT.toSeconds()
                    + ", but is " + timeout.toMillis() / 1000.0);
        }
    }

    HttpUrl baseUrl(ApiHost host) {
        return HttpUrl.get(host == ApiHost.TILES ? tilesUrl : graphUrl);
    }

    static void checkUrl(ApiHost host, String url, SafeText safe, boolean allowHttp) {
        String fault = faultOf(url, allowHttp);
        if (fault != null) {
            String shown = safe.redact(withoutSecrets(url));
            throw new IllegalArgumentException(host.urlParameter() + " " + fault + ": \"" + shown + "\"");
        }
    }

    private static @Nullable String faultOf(String url, boolean allowHttp) {
        HttpUrl parsed = HttpUrl.parse(url);
        // HttpUrl forgives any number of slashes
        if (parsed == null || !url.regionMatches(true, parsed.scheme().length(), "://", 0, 3)) {
            return "must be a URL that starts with http:// or https:// and names a host, but is";
        }
        if (!parsed.username().isEmpty() || !parsed.password().isEmpty()) {
            return "must not hold a user name or password, but does";
        }
        if (parsed.query() != null || parsed.fragment() != null) {
            return "must not have a query (?) or fragment (#), but does";
        }
        if (!isEncryptedOrNear(parsed) && !allowHttp) {
            return "would send the access token unencrypted; use https://, or set allow_http if the network is private";
        }
        return null;
    }

    /** Whether nobody on the way can read what is sent there. */
    static boolean isEncryptedOrNear(HttpUrl url) {
        return url.isHttps() || isLoopback(url.host());
    }

    /** Whether this is a name or an address of this machine; one of IPv6 may be in brackets. */
    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.replaceAll("[\\[\\]]", "")).matches();
    }

    /** A user name, a password or a token in a URL is no more to be shown for being in the wrong place. */
    private static String withoutSecrets(String url) {
        return url.replaceFirst("[?#](?s:.*)", "?…").replaceFirst("//(?s:.*)@", "//…@");
    }
}
